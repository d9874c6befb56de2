/* Tells readers of a long text where they are: a line below the masthead fills, and where there is
   no room for the table of contents, a bar names the section and opens it. Lets the answers in a
   conversation be folded all at once. Nothing of it takes room in the page, so nothing moves. */
(function () {
  "use strict";

  var TEXT = {
    de: { where: "Inhalt", fold: "Alle Antworten zuklappen", unfold: "Alle Antworten aufklappen", left: function (n) { return "noch " + n + " Min."; } },
    en: { where: "Contents", fold: "Fold all replies", unfold: "Unfold all replies", left: function (n) { return n + " min left"; } }
  };
  var t = TEXT[document.documentElement.lang] || TEXT.en;
  var text = document.getElementById("text");
  var header = document.querySelector(".md-header");
  if (!text || !header) { return; }

  var minutes = Number(text.dataset.minutes) || 0;
  /* What a link leads to stops below the masthead: the page scrolls no nearer to its edge. */
  var above = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  var entries = Array.from(document.querySelectorAll(".md-nav--secondary > .md-nav__list > .md-nav__item > a[href^='#']")).map(function (link) {
    var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return { target: target, margin: target && parseFloat(getComputedStyle(target).scrollMarginTop) + above, name: link.textContent.trim(), hash: link.hash };
  }).filter(function (entry) { return entry.target; });

  var line = document.createElement("div");
  line.className = "kb-progress";
  line.setAttribute("aria-hidden", "true");
  header.append(line);

  var bar = null;
  var section, rest;
  if (entries.length > 1) {
    bar = document.createElement("details");
    bar.className = "kb-where";
    bar.hidden = true;
    var summary = document.createElement("summary");
    section = document.createElement("span");
    section.className = "kb-where__section";
    rest = document.createElement("span");
    summary.append(section, rest);
    var list = document.createElement("ol");
    entries.forEach(function (entry) {
      entry.link = document.createElement("a");
      entry.link.href = entry.hash;
      entry.link.textContent = entry.name;
      var item = document.createElement("li");
      item.append(entry.link);
      list.append(item);
    });
    bar.append(summary, list);
    text.parentNode.insertBefore(bar, text.parentNode.firstChild);
    list.addEventListener("click", function () { bar.open = false; });
    bar.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && bar.open) { bar.open = false; summary.focus(); }
    });
    document.addEventListener("click", function (event) {
      if (!bar.contains(event.target)) { bar.open = false; }
    });
  }

  function update() {
    waiting = false;
    var box = text.getBoundingClientRect();
    var top = header.offsetHeight;
    var way = box.height - (window.innerHeight - top);
    var done = way > 0 ? Math.min(1, Math.max(0, (top - box.top) / way)) : Number(box.bottom <= window.innerHeight);
    line.style.transform = "scaleX(" + done.toFixed(4) + ")";
    if (!bar) { return; }
    bar.hidden = box.top > top && !bar.contains(document.activeElement);
    if (bar.hidden) { return; }
    var at = -1;
    entries.forEach(function (entry, index) {
      if (entry.target.getBoundingClientRect().top <= entry.margin + 8) { at = index; }
    });
    entries.forEach(function (entry, index) {
      if (index === at) { entry.link.setAttribute("aria-current", "true"); } else { entry.link.removeAttribute("aria-current"); }
    });
    section.textContent = at < 0 ? t.where : entries[at].name;
    var left = Math.ceil(minutes * (1 - done));
    rest.textContent = done < 1 && left ? t.left(left) : "";
  }

  var waiting = false;
  function later() {
    if (!waiting) { waiting = true; window.requestAnimationFrame(update); }
  }
  window.addEventListener("scroll", later, { passive: true });
  window.addEventListener("resize", later);
  update();

  /* One button for all answers: it says what it will do. */
  var folds = Array.from(document.querySelectorAll(".kb-replies"));
  var tools = document.querySelector(".kb-thread-tools");
  if (tools && folds.length > 1) {
    var button = document.createElement("button");
    button.type = "button";
    var name = function () { button.textContent = folds.some(function (one) { return one.open; }) ? t.fold : t.unfold; };
    button.addEventListener("click", function () {
      var open = !folds.some(function (one) { return one.open; });
      folds.forEach(function (one) { one.open = open; });
      name();
    });
    folds.forEach(function (one) { one.addEventListener("toggle", name); });
    name();
    tools.append(button);
  }

  /* A link to a comment below folded answers opens them; browsers do so for some links only. */
  function unfold() {
    var target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    for (var one = target && target.closest(".kb-replies:not([open])"); one; one = one.parentNode.closest(".kb-replies:not([open])")) {
      one.open = true;
    }
    if (target) { target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", function () {
    var target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (target && target.closest(".kb-replies:not([open])")) { unfold(); }
  });
}());
