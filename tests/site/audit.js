/* What the tests of tests/site measure inside a page; `tests/site/audits.py` puts it there. */
(function () {
  "use strict";

  var CAN_FOCUS = "a[href], button, input, select, textarea, summary, [tabindex]";
  var BLOCK = "p, li, dt, dd, h1, h2, h3, h4, blockquote, figcaption, summary, fieldset, nav, header";
  var WORDS = {
    de: /^(der|die|das|und|ist|nicht|ein|eine|einen|zu|von|mit|für|auf|dass|sich|wie|wir|es|den|dem|im|sind|aus|was|auch|oder)$/,
    en: /^(the|and|of|is|not|a|an|to|that|with|for|on|it|this|are|from|what|how|we|be|by|or|as|at|which|their)$/
  };
  var ENOUGH = 4; /* short words of one language, before a text is taken to be in it */

  function text(element) {
    return (element.getAttribute("aria-label") || element.textContent || element.id || "").trim().replace(/\s+/g, " ").slice(0, 60);
  }

  function name(element) {
    var kind = element.getAttribute("class");
    return element.tagName.toLowerCase() + (kind ? "." + kind.replace(/ ?focus-visible/, "").split(" ").join(".") : "") + " “" + text(element) + "”";
  }

  function isShown(element) {
    return element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  }

  function hasSize(element) {
    var box = element.getBoundingClientRect();
    return isShown(element) && box.width > 1 && box.height > 1;
  }

  /* Where a reader sees the control: a choice may be drawn by its label, or by the one behind it. */
  function subject(element) {
    if (!element.labels || hasSize(element)) { return element; }
    return Array.from(element.labels).concat(element.nextElementSibling || []).find(hasSize) || element;
  }

  function isControl(element) {
    return element.tabIndex >= 0 && !element.disabled && element.checkVisibility() && hasSize(subject(element));
  }

  function isVisuallyHidden(element) {
    for (var one = element; one && one !== document.body; one = one.parentElement) {
      var style = getComputedStyle(one);
      var box = one.getBoundingClientRect();
      if (style.clipPath !== "none" || style.clip !== "auto" || (style.overflow === "hidden" && (box.width <= 1 || box.height <= 1))) { return true; }
    }
    return false;
  }

  /* A few points of an element: one of them must be where a reader can see it. */
  function isSeen(element) {
    var parts = element.ownerSVGElement ? Array.from(element.children) : [element];
    return parts.flatMap(function (part) { return Array.from(part.getClientRects()); }).some(function (box) {
      return [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].some(function (at) {
        var hit = document.elementFromPoint(box.left + box.width * at[0], box.top + box.height * at[1]);
        return hit && (element.contains(hit) || hit.contains(element));
      });
    });
  }

  var MARKS = ["outlineStyle", "outlineWidth", "boxShadow", "backgroundColor", "textDecorationLine", "textDecorationStyle",
    "borderTopColor", "borderTopWidth", "stroke", "strokeWidth"];
  function look(element) {
    return [element].concat(Array.from(element.children)).map(function (one) {
      var style = getComputedStyle(one);
      return MARKS.map(function (property) {
        return property === "outlineWidth" && style.outlineStyle === "none" ? "" : style[property];
      }).join("|");
    }).join("/");
  }

  var controls = Array.from(document.querySelectorAll(CAN_FOCUS)).filter(isControl); /* at the beginning */
  var stops = [];
  var before = null; /* the stop before, and how it looked in focus */

  window.kbAudit = {
    /* The stop at which the keyboard is now, and whether the one before lost its mark with the focus. */
    stop: function () {
      var unmarked = null;
      var element = document.activeElement;
      if (before && before.element !== element && before.element.isConnected && look(before.subject) === before.look) {
        unmarked = name(before.element);
      }
      before = null;
      if (!element || element === document.body || element === document.documentElement) { return { end: true, unmarked: unmarked }; }
      var seen = subject(element);
      var box = seen.getBoundingClientRect();
      before = { element: element, subject: seen, look: look(seen) };
      var isKnown = stops.indexOf(element) >= 0;
      stops.push(element);
      var block = element.closest(BLOCK);
      return {
        end: isKnown, unmarked: unmarked, name: name(element),
        isVisible: hasSize(seen) && isSeen(seen),
        isInCard: Boolean(element.closest(".kb-concept-card")),
        block: block ? Array.prototype.indexOf.call(document.querySelectorAll(BLOCK), block) : -1,
        top: box.top + window.scrollY, bottom: box.bottom + window.scrollY
      };
    },

    /* What the keyboard should have come by and did not. */
    left: function () {
      return controls.filter(function (element) {
        if (!element.isConnected || !isControl(element)) { return false; }
        if (element.type === "radio" && element.name) { /* one of a group is the stop of all */
          return !stops.some(function (stop) { return stop.name === element.name; });
        }
        return stops.indexOf(element) < 0;
      }).map(name);
    },

    positive: function () {
      return Array.from(document.querySelectorAll("[tabindex]")).filter(function (element) { return element.tabIndex > 0; }).map(name);
    },

    /* What makes the page wider than the window. */
    wide: function () {
      var width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) { return []; }
      return ["scrolls to " + document.documentElement.scrollWidth].concat(Array.from(document.body.querySelectorAll("*")).filter(function (element) {
        return isShown(element) && element.getBoundingClientRect().right > width + 1;
      }).slice(0, 5).map(name));
    },

    /* Text that its own box cuts off; what only repeats the page's title in the header may be cut. */
    cut: function () {
      return Array.from(document.body.querySelectorAll("*")).filter(function (element) {
        var style = getComputedStyle(element);
        if (!/hidden|clip/.test(style.overflowX + style.overflowY) || !element.textContent.trim() || element.closest(".md-header__title, svg")) { return false; }
        if (!isShown(element) || isVisuallyHidden(element) || !element.getBoundingClientRect().height) { return false; }
        return (/hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (/hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 2);
      }).map(name);
    },

    /* Elements that move by themselves, or scroll smoothly. */
    moving: function () {
      function seconds(list) { return Math.max.apply(null, list.split(",").map(function (one) { return parseFloat(one) * (/ms/.test(one) ? 0.001 : 1); })); }
      var found = [];
      Array.from(document.querySelectorAll("html, body, body *")).forEach(function (element) {
        ["", "::before", "::after"].forEach(function (pseudo) {
          var style = getComputedStyle(element, pseudo || null);
          if (pseudo && style.content === "none") { return; }
          var isMoving = seconds(style.transitionDuration) > 0.001 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.001);
          if (isMoving || (!pseudo && style.scrollBehavior === "smooth")) { found.push(name(element) + pseudo); }
        });
      });
      return found;
    },

    /* Texts that are in another language than they say, as far as short words tell. */
    mistaken: function () {
      var found = [];
      var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, function (node) {
        return node.parentElement.closest("script, style, code, pre") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
      });
      var texts = new Map(); /* by the nearest block, and in it by language */
      while (walker.nextNode()) {
        var parent = walker.currentNode.parentElement;
        var block = parent.closest(BLOCK + ", a, div, section") || document.body;
        var language = parent.closest("[lang]").lang;
        if (!texts.has(block)) { texts.set(block, {}); }
        texts.get(block)[language] = (texts.get(block)[language] || "") + " " + walker.currentNode.data;
      }
      texts.forEach(function (byLanguage) {
        Object.keys(byLanguage).forEach(function (language) {
          var words = byLanguage[language].toLowerCase().split(/[^\p{L}]+/u);
          var counts = { de: 0, en: 0 };
          words.forEach(function (word) { Object.keys(WORDS).forEach(function (one) { if (WORDS[one].test(word)) { counts[one] += 1; } }); });
          var other = language.slice(0, 2) === "de" ? "en" : "de";
          var own = other === "de" ? "en" : "de";
          if (counts[other] >= ENOUGH && counts[other] > 2 * counts[own]) {
            found.push(language + ": " + byLanguage[language].trim().replace(/\s+/g, " ").slice(0, 100));
          }
        });
      });
      return found;
    },

    /* Links whose text is a title of the other language, and which do not say so. */
    untold: function (titles) {
      var page = document.documentElement.lang;
      return Array.from(document.querySelectorAll("a[href], h1, h2, h3")).filter(function (element) {
        var language = titles[element.textContent.trim()];
        return language && language !== element.closest("[lang]").lang && (language === page) === Boolean(element.closest("body [lang]"));
      }).map(name);
    }
  };
}());
