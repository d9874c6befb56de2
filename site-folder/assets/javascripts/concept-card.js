/* Shows what a concept means, and what a note or a citation says, while one reads: at its link,
   under the pointer, in focus, or at the first tap. Of a concept it reads the beginning of its own
   page, so that it says what that says, and only when it is asked for; notes and references stand
   on the page itself. Without this script the link leads there. */
(function () {
  "use strict";

  var WAIT = 350; /* milliseconds a pointer rests on a link before it opens anything */
  var LEAVE = 250; /* and in which it may cross over to the card */
  var MOST = 120000; /* characters of a page that are read, if what is wanted does not come earlier */
  var END = 'class="kb-rules'; /* what stands behind all that is wanted */
  var NOTES = "article .kb-cite a[href], article a.footnote-ref[href]";
  var canRead = window.fetch && window.location.protocol !== "file:";
  var LINKS = (canRead ? "article a.kb-concept[href], " : "") + NOTES;
  var TEXT = {
    de: { loading: "Wird geladen …", failed: "Lässt sich gerade nicht laden.", open: "Zur Seite des Begriffs", note: "Zur Anmerkung am Ende" },
    en: { loading: "Loading …", failed: "Cannot be loaded just now.", open: "To the concept’s page", note: "To the note at the end" }
  };
  var t = TEXT[document.documentElement.lang] || TEXT.en;
  var pages = new Map();
  var card = null;
  var link = null; /* whose card is open */
  var timer = 0;

  if (!document.querySelector(LINKS)) { return; }

  /* The beginning of a page: long lists of places need not be waited for. */
  async function beginning(address) {
    var stop = new AbortController();
    var answer = await fetch(address, { signal: stop.signal });
    if (!answer.ok) { throw new Error(address); }
    var reader = answer.body.getReader();
    var decoder = new TextDecoder();
    var html = "";
    while (html.indexOf(END) < 0 && html.length < MOST) {
      var part = await reader.read();
      if (part.done) { break; }
      html += decoder.decode(part.value, { stream: true });
    }
    stop.abort();
    var page = new DOMParser().parseFromString(html, "text/html");
    if (!page.querySelector(".kb-definition")) { throw new Error(address); }
    return page;
  }

  function read(address) {
    if (!pages.has(address)) {
      pages.set(address, beginning(address).catch(function (error) { pages.delete(address); throw error; }));
    }
    return pages.get(address);
  }

  function piece(name, from, className) {
    if (!from) { return null; }
    var made = document.createElement(name);
    made.className = className;
    made.textContent = from.textContent;
    var lang = from.closest("[lang]");
    if (lang && lang.tagName !== "HTML") { made.lang = lang.lang; }
    return made;
  }

  /* A note or a reference as it stands at the end of the page, without its ways back. */
  function note(id) {
    var found = document.getElementById(id);
    if (!found) { throw new Error(id); }
    var made = document.createElement("div");
    made.className = "kb-card-note";
    made.append.apply(made, found.cloneNode(true).childNodes);
    made.querySelectorAll(".kb-back, .footnote-backref").forEach(function (one) { one.remove(); });
    made.querySelectorAll("[id]").forEach(function (one) { one.removeAttribute("id"); });
    var open = document.createElement("a");
    open.href = "#" + id;
    open.textContent = t.note;
    open.addEventListener("click", close);
    return [made, open];
  }

  function filled(page, address) {
    var title = piece("strong", page.querySelector(".kb-header h1"), "kb-card-title");
    var term = page.querySelector(".kb-term summary");
    var open = document.createElement("a");
    open.href = address;
    open.textContent = t.open;
    return [piece("span", page.querySelector(".kb-header .kb-kicker"), "kb-kicker"), title,
      term && piece("span", term, "kb-card-term"),
      piece("p", page.querySelector(".kb-definition > p"), "kb-card-definition"), piece("p", page.querySelector(".kb-count"), "kb-note"), open].filter(Boolean);
  }

  function place() {
    var box = link.getClientRects()[0] || link.getBoundingClientRect();
    var width = Math.min(360, document.documentElement.clientWidth - 16);
    card.style.inlineSize = width + "px";
    card.style.left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8)) + window.scrollX + "px";
    var below = window.innerHeight - box.bottom;
    var isAbove = below < card.offsetHeight + 16 && box.top > below;
    card.style.top = (isAbove ? box.top - card.offsetHeight - 6 : box.bottom + 6) + window.scrollY + "px";
  }

  async function show(wanted) {
    clearTimeout(timer);
    if (link === wanted) { return; }
    close();
    link = wanted;
    if (!card) {
      card = document.createElement("div");
      card.className = "kb-concept-card md-typeset";
      card.id = "kb-concept-card";
      card.setAttribute("role", "dialog");
      document.body.append(card);
      card.addEventListener("pointerenter", function () { clearTimeout(timer); });
      card.addEventListener("pointerleave", leave);
      card.addEventListener("focusout", leave);
      card.addEventListener("focusin", function () { clearTimeout(timer); });
    }
    card.setAttribute("aria-label", link.textContent);
    card.textContent = t.loading;
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    place();
    var address = new URL(wanted.href);
    address.hash = "";
    var content;
    try {
      content = wanted.matches(NOTES) ? note(decodeURIComponent(wanted.hash.slice(1))) : filled(await read(address.href), address.href);
    } catch (error) {
      content = [t.failed];
    }
    if (link !== wanted) { return; }
    card.replaceChildren.apply(card, content);
    place();
  }

  function close() {
    clearTimeout(timer);
    if (!link) { return; }
    link.removeAttribute("aria-describedby");
    link = null;
    card.hidden = true;
  }

  function leave() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (link && document.activeElement !== link && !card.contains(document.activeElement)) { close(); }
    }, LEAVE);
  }

  function linkOf(event) {
    return event.target.closest ? event.target.closest(LINKS) : null;
  }

  document.addEventListener("pointerover", function (event) {
    var found = linkOf(event);
    if (!found || event.pointerType === "touch") { return; }
    clearTimeout(timer);
    timer = setTimeout(function () { show(found); }, link ? LEAVE : WAIT);
  });
  document.addEventListener("pointerout", function (event) {
    if (linkOf(event) && event.pointerType !== "touch") { leave(); }
  });
  document.addEventListener("focusin", function (event) {
    var found = linkOf(event);
    if (found && found.matches(":focus-visible")) { show(found); } else if (link && !card.contains(event.target)) { close(); }
  });
  /* A finger cannot rest on a link: the first tap opens the card, in which a link leads on. */
  var pointer = "";
  document.addEventListener("pointerdown", function (event) {
    pointer = event.pointerType;
    if (link && !card.contains(event.target) && linkOf(event) !== link) { close(); }
  });
  document.addEventListener("click", function (event) {
    var found = linkOf(event);
    if (found && pointer === "touch" && found !== link) {
      event.preventDefault();
      show(found);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !link) { return; }
    event.preventDefault();
    if (card.contains(document.activeElement)) { link.focus(); }
    close();
  });
  /* The card stands at the end of the page; from its link the keyboard gets there all the same. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Tab" || !link || event.altKey || event.ctrlKey || event.metaKey) { return; }
    var inside = Array.from(card.querySelectorAll("a"));
    var at = inside.indexOf(document.activeElement);
    if (document.activeElement === link && !event.shiftKey && inside.length) {
      event.preventDefault();
      inside[0].focus();
    } else if (at >= 0 && (event.shiftKey ? at === 0 : at === inside.length - 1)) {
      var back = link;
      if (event.shiftKey) { event.preventDefault(); }
      back.focus(); /* forwards, the browser goes on from there */
      if (!event.shiftKey) { close(); }
    }
  });
}());
