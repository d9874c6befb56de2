/* Opens search when it is asked for, and marks on a page what was searched for. Nothing of the
   index is loaded before. Without this script the button leads to a page on searching. */
(function () {
  "use strict";

  var button = document.querySelector(".kb-search-button");
  var loading = null;

  function load(name) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = button.dataset.scripts + name;
      script.onload = done;
      script.onerror = function () { script.remove(); failed(new Error(script.src)); };
      document.head.appendChild(script);
    });
  }

  function style() {
    return new Promise(function (done, failed) {
      var link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = button.dataset.style;
      link.onload = done;
      link.onerror = failed;
      document.head.appendChild(link);
    });
  }

  function open(query) {
    loading = loading || Promise.all([style(), load("search.js")]).then(function () { return load("search-dialog.js"); });
    return loading.then(function () { window.kbSearch.open(button, query); }).catch(function () {
      loading = null;
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

  /* What a result led to: its words stand in `?h=`, as they are written on the page. */
  function mark() {
    var address = new URL(window.location.href);
    var wanted = (address.searchParams.get("h") || "").toLowerCase().split(" ").filter(Boolean);
    var content = document.querySelector("article");
    if (!wanted.length || !content) { return; }
    address.searchParams.delete("h");
    var walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT, function (node) {
      return node.parentNode.closest("script, style, svg, nav, h1 .headerlink, .kb-switch") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    });
    var nodes = [];
    while (walker.nextNode()) { nodes.push(walker.currentNode); }
    var marks = [];
    nodes.forEach(function (node) {
      var found = Array.from(node.data.matchAll(/[\p{L}\p{N}\u00ad]+(?:&[\p{L}\p{N}]+)*/gu)).filter(function (match) {
        return wanted.indexOf(match[0].replace(/\u00ad/g, "").normalize("NFC").toLowerCase()) >= 0;
      });
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
