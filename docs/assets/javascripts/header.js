/* What the bar at the top does; one file, since every page loads it. */

/* What the theme's script does (marks of the section that is read, copies of code) begins when the
   reader does something: it takes a phone longer than all the rest of a page. */
(function () {
  "use strict";

  var BEGINNINGS = ["scroll", "pointermove", "pointerdown", "keydown", "focusin"];

  function load() {
    BEGINNINGS.forEach(function (name) { removeEventListener(name, load); });
    var waiting = document.querySelector("script[data-src]");
    if (!waiting) { return; }
    var script = document.createElement("script");
    script.src = waiting.dataset.src;
    /* It waits for a document that is there already. */
    script.onload = function () { document.dispatchEvent(new Event("DOMContentLoaded")); };
    waiting.replaceWith(script);
  }

  BEGINNINGS.forEach(function (name) { addEventListener(name, load, { passive: true }); });

  /* What can only be read by scrolling must be in reach of the keyboard at once. */
  function reach() {
    document.querySelectorAll("pre > code").forEach(function (code) {
      if (code.scrollWidth > code.clientWidth) { code.tabIndex = 0; }
    });
  }

  reach();
  addEventListener("resize", reach);
}());

/* Light or dark: what the reader chose, else what the system says, and then with it. A line in the
   header (`header.html`) lets it hold before anything is drawn. */
(function () {
  "use strict";

  var KEY = "kb-scheme";
  var options = Array.from(document.querySelectorAll("input[name=kb-scheme]"));
  var dark = matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try { return localStorage.getItem(KEY); } catch (error) { return null; }
  }

  function isKnown(scheme) {
    return options.some(function (option) { return option.value === scheme; });
  }

  function show(scheme) {
    document.body.setAttribute("data-md-color-scheme", scheme);
    options.forEach(function (option) {
      option.checked = option.value === scheme;
      option.nextElementSibling.hidden = !option.checked;
    });
  }

  function follow() {
    var scheme = chosen();
    show(isKnown(scheme) ? scheme : dark.matches ? "slate" : "default");
  }

  options.forEach(function (option) {
    option.addEventListener("change", function () {
      try { localStorage.setItem(KEY, option.value); } catch (error) { /* it holds for this page */ }
      show(option.value);
    });
  });
  show(document.body.getAttribute("data-md-color-scheme"));
  dark.addEventListener("change", follow);
  addEventListener("pageshow", function (event) { if (event.persisted) { follow(); } });
}());

/* Makes the link to the menu on narrow windows a button that says whether the menu is open. Without
   this script the link shows it all the same, as its target. */
(function () {
  "use strict";

  var link = document.querySelector(".kb-menu");
  var state = document.getElementById("__drawer"); /* Material's; its overlay and its own script change it too */
  var menu = document.getElementById("kb-menu");
  if (!link || !state || !menu) { return; }

  var button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.setAttribute("aria-controls", menu.id);
  button.append.apply(button, Array.from(link.childNodes));
  link.replaceWith(button);

  function tell() { button.setAttribute("aria-expanded", String(state.checked)); }
  function close() { if (state.checked) { state.click(); } }

  tell();
  state.addEventListener("change", tell);
  button.addEventListener("click", function () {
    state.click();
    if (state.checked) { menu.querySelector("a").focus(); }
  });
  menu.querySelector(".kb-nav__close").addEventListener("click", function (event) {
    event.preventDefault();
    close();
    button.focus();
  });
  menu.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) { close(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && state.checked) {
      event.preventDefault();
      close();
      button.focus();
    }
  });
}());

/* Opens search when it is asked for, and marks on a page what was searched for. Nothing of the
   index is loaded before. Without this script the button leads to a page on searching. */
(function () {
  "use strict";

  var button = document.querySelector(".kb-search-button");
  var loading = null;

  function load(name) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = button.dataset.root + "assets/javascripts/" + name;
      script.onload = done;
      script.onerror = function () { script.remove(); failed(new Error(script.src)); };
      document.head.appendChild(script);
    });
  }

  function style() {
    return new Promise(function (done, failed) {
      var link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = button.dataset.root + "assets/stylesheets/search.css";
      link.onload = done;
      link.onerror = failed;
      document.head.appendChild(link);
    });
  }

  /* The field is there at once, so that nothing a reader types is lost; the rest follows. */
  function dialogWith(query) {
    var dialog = document.querySelector("dialog.kb-search");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "kb-search md-typeset";
      dialog.lang = button.dataset.language;
      dialog.setAttribute("aria-label", button.querySelector("span").textContent);
      dialog.innerHTML = '<form class="kb-search__form" role="search" method="dialog"><input class="kb-search__field" type="search" name="query" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" maxlength="200"></form>';
      dialog.querySelector("input").setAttribute("aria-label", dialog.getAttribute("aria-label"));
      dialog.querySelector("form").addEventListener("submit", function (event) { event.preventDefault(); });
      document.body.append(dialog);
    }
    if (!dialog.open) { dialog.showModal(); }
    var field = dialog.querySelector("input");
    if (query) { field.value = query; }
    field.focus();
    field.select();
    return dialog;
  }

  function open(query) {
    var dialog = dialogWith(query);
    loading = loading || Promise.all([style(), load("search.js")]).then(function () { return load("search-dialog.js"); });
    return loading.then(function () { window.kbSearch.open(button, dialog); }).catch(function () {
      loading = null;
      dialog.close();
      window.location.assign(button.href);
    });
  }

  if (button && window.location.protocol !== "file:") {
    button.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
      event.preventDefault();
      open("");
    });
    document.addEventListener("keydown", function (event) {
      var isTyping = event.target.closest && event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog");
      var isShortcut = (event.key === "k" && (event.ctrlKey || event.metaKey)) ||
        (!isTyping && !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === "/" || event.key === "s"));
      if (isShortcut) {
        event.preventDefault();
        open("");
      }
    });
    var asked = new URLSearchParams(window.location.search).get("q");
    if (asked !== null) { open(asked); }
  }

  /* Pages that were read are kept by the browser, for when there is no connection (`worker.js`). Not
     while an author writes: MkDocs' server brings a script of that name, and a worker left by
     another site at the same address goes. */
  function letWork(workers) {
    var address = new URL(button.dataset.root + "worker.js", document.baseURI).href;
    if (!window.livereload) { return workers.register(address); }
    return workers.getRegistrations().then(function (all) {
      return Promise.all(all.map(function (one) { return one.active && one.active.scriptURL === address && one.unregister(); }));
    });
  }

  if (button && navigator.serviceWorker && window.location.protocol !== "file:") {
    window.addEventListener("load", function () {
      (window.requestIdleCallback || setTimeout)(function () {
        letWork(navigator.serviceWorker).catch(function () { /* then nothing is kept */ });
      });
    });
  }

  /* What a result led to: its words stand in `?h=`, as they are written on the page. */
  function mark() {
    var address = new URL(window.location.href);
    var wanted = (address.searchParams.get("h") || "").toLowerCase().split(" ").filter(Boolean);
    var content = document.querySelector("article");
    if (!wanted.length || !content) { return; }
    address.searchParams.delete("h");
    var walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT, function (node) {
      return node.parentNode.closest("script, style, svg, nav, h1, mark, .kb-switch") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    });
    var nodes = [];
    while (walker.nextNode()) { nodes.push(walker.currentNode); }
    var marks = [];
    nodes.forEach(function (node) {
      var found = Array.from(node.data.matchAll(/[\p{L}\p{N}\u00ad]+(?:&[\p{L}\p{N}]+)*/gu)).filter(function (match) {
        return wanted.indexOf(match[0].replace(/\u00ad/g, "").normalize("NFC").toLowerCase()) >= 0;
      });
      if (found.length && /flex|grid/.test(getComputedStyle(node.parentNode).display)) {
        var whole = document.createElement("span"); /* else each piece would be laid out by itself */
        node.replaceWith(whole);
        whole.append(node);
      }
      found.reverse().forEach(function (match) {
        var one = document.createElement("mark");
        one.className = "kb-found";
        node.splitText(match.index + match[0].length);
        one.appendChild(node.splitText(match.index));
        node.parentNode.insertBefore(one, node.nextSibling);
        marks.push(one);
      });
    });
    /* Only now, since browsers look for the anchor in the address they were given. */
    window.history.replaceState(window.history.state, "", address);
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || event.defaultPrevented) { return; }
      marks.splice(0).forEach(function (one) {
        var parent = one.parentNode;
        one.replaceWith(one.firstChild);
        parent.normalize();
      });
    });
  }

  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", mark); } else { mark(); }
}());
