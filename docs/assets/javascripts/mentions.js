/* How many mentions of concepts are links: the first of each section (as the page comes), all, or
   none. One line between the switch and the text (`switch.html`) lets the choice hold before the
   text is drawn, and shows the switch. Links that an author wrote stay links. */

(function () {
  "use strict";

  var KEY = "kb-mentions";
  var root = document.documentElement;
  var control = document.querySelector(".kb-switch");
  if (!control) return;
  var current = "first";
  var links; /* each automatic link with its address, and whether it is one without this script */

  function chosen() {
    try {
      var found = localStorage.getItem(KEY);
      return found === "all" || found === "none" ? found : "first";
    } catch (error) {
      return current; /* no storage: the choice holds for this page */
    }
  }

  function remember(choice) {
    try {
      if (choice === "first") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch (error) { /* as above */ }
  }

  /* An anchor without an address is plain text, to the keyboard and to screen readers too. */
  function first() {
    return Array.prototype.map.call(document.querySelectorAll("a.kb-auto"), function (link) {
      return { element: link, address: link.getAttribute("href"), isFirst: true };
    });
  }

  /* The others are no anchors before somebody wants them: machines look for addresses in anchors. */
  function others() {
    return Array.prototype.map.call(document.querySelectorAll("span[data-kb]"), function (span) {
      if (span.closest("a")) return null;
      var link = document.createElement("a");
      link.className = "kb-concept kb-auto";
      while (span.firstChild) link.appendChild(span.firstChild);
      span.replaceWith(link);
      var id = encodeURIComponent(span.getAttribute("data-kb"));
      return { element: link, address: control.dataset.address.replace("{id}", id), isFirst: false };
    }).filter(Boolean);
  }

  function show(choice) {
    current = choice;
    root.setAttribute("data-kb-mentions", choice);
    control.querySelector("[value=" + choice + "]").checked = true;
    if (!links) return;
    if (choice === "all") links = links.concat(others()); /* of which there are none the next time */
    links.forEach(function (link) {
      if (choice === "all" || (choice === "first" && link.isFirst)) link.element.setAttribute("href", link.address);
      else link.element.removeAttribute("href");
    });
  }

  function start() {
    links = first();
    show(chosen());
  }

  show(chosen());
  control.addEventListener("change", function (event) {
    remember(event.target.value);
    show(event.target.value);
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) show(chosen()); /* a page the browser kept, from before another choice */
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
