/* The dialog in which readers search: one field, filters, results. What finds them is `search.js`. */
(function () {
  "use strict";

  var FIRST = 5; /* results shown at once; as many more each time */
  var NEXT = 15;
  var PAUSE = 120; /* milliseconds in which a reader who types is not answered */
  var LOOKED_AT = 12; /* results whose concepts become filters */
  var MOST_FILTERS = 6;
  var BEFORE = 60; /* characters of a text before the first word that was found, and of all of it */
  var SHOWN = 210;
  var MOST_MARKED = 8;

  var TEXT = {
    de: {
      title: "Suche", close: "Suche schließen", label: "Suchbegriffe", placeholder: "Wonach suchen Sie?",
      start: "Gefunden werden alle Formen eines Wortes, Wörter, in denen es steckt, und was im Englischen so heißt.",
      keys: "↑ ↓ wählen · Eingabe öffnet · Esc schließt",
      count: function (n) { return n === 1 ? "1 Treffer" : n + " Treffer"; },
      partial: "Keine Seite enthält alle Wörter. Diese enthalten die meisten:",
      missing: function (word) { return "„" + word + "“ kommt hier nicht vor."; },
      similar: "Ähnlich geschrieben:", without: function (words) { return "Ohne dieses Wort suchen: " + words; },
      other: "Auf Englisch suchen", concepts: "Alle Begriffe von A bis Z", more: "Weitere Treffer",
      also: "Auch in:", kinds: "Art", all: "Alle", filter: "Begriff", failed: "Dafür fehlt gerade die Verbindung. Ohne sie findet die Suche nur, wonach hier schon einmal gesucht wurde.", kept: "Was Sie jetzt lesen können",
      kind: { concept: "Begriff", question: "Frage", essay: "Essay", page: "Seite", comment: "Kommentar" },
      many: { concept: "Begriffe", question: "Fragen", essay: "Essays", page: "Seiten", comment: "Kommentare" }
    },
    en: {
      title: "Search", close: "Close search", label: "Search terms", placeholder: "What are you looking for?",
      start: "Finds every form of a word, words that contain it, and what it is called in German.",
      keys: "↑ ↓ to choose · Enter to open · Esc to close",
      count: function (n) { return n === 1 ? "1 result" : n + " results"; },
      partial: "No page has all of these words. These have most of them:",
      missing: function (word) { return "“" + word + "” does not occur here."; },
      similar: "Spelled alike:", without: function (words) { return "Search without it: " + words; },
      other: "Search in German", concepts: "All concepts from A to Z", more: "More results",
      also: "Also in:", kinds: "Kind", all: "All", filter: "Concept", failed: "There is no connection just now. Without one, search finds only what was searched for here before.", kept: "What you can read now",
      kind: { concept: "Concept", question: "Question", essay: "Essay", page: "Page", comment: "Comment" },
      many: { concept: "Concepts", question: "Questions", essay: "Essays", page: "Pages", comment: "Comments" }
    }
  };

  function element(name, properties, children) {
    var made = document.createElement(name);
    Object.keys(properties || {}).forEach(function (key) {
      if (key in made && key !== "list") { made[key] = properties[key]; } else { made.setAttribute(key, properties[key]); }
    });
    (children || []).forEach(function (child) { if (child) { made.append(child); } });
    return made;
  }

  function Dialog(button, element) {
    this.element = element;
    this.field = element.querySelector("input");
    var data = button.dataset;
    this.root = new URL(data.root, document.baseURI).href;
    this.home = new URL(data.home, document.baseURI).href;
    this.language = data.language;
    this.other = data.other ? new URL(data.other, document.baseURI).href : "";
    this.t = TEXT[this.language] || TEXT.en;
    this.index = new window.kbIndex.Index(new URL(data.index, document.baseURI).href);
    this.kind = "";
    this.concept = null;
    this.asked = 0;
    this.build();
  }

  Dialog.prototype.build = function () {
    var t = this.t;
    var self = this;
    this.field.placeholder = t.placeholder;
    this.field.setAttribute("aria-label", t.label);
    this.field.setAttribute("aria-describedby", "kb-search-status");
    this.status = element("p", { className: "kb-search__status", id: "kb-search-status" });
    this.status.setAttribute("role", "status");
    this.filters = element("div", { className: "kb-search__filters" });
    this.list = element("ol", { className: "kb-search__results" });
    this.help = element("div", { className: "kb-search__help" });
    this.more = element("button", { type: "button", className: "kb-search__more", hidden: true }, [t.more]);
    var close = element("button", { type: "button", className: "kb-search__close", "aria-label": t.close, title: t.close }, ["×"]);
    var form = this.element.querySelector("form");
    form.append(close);
    this.body = element("div", { className: "kb-search__body" }, [this.status, this.filters, this.list, this.more, this.help]);
    this.element.setAttribute("aria-label", t.title);
    this.element.append(this.body, element("p", { className: "kb-search__keys", "aria-hidden": "true" }, [t.keys]));
    close.addEventListener("click", function () { self.element.close(); });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      self.answer().then(function () {
        var first = self.links()[0];
        if (first) { first.click(); }
      });
    });
    this.field.addEventListener("input", function () {
      clearTimeout(self.pause);
      self.pause = setTimeout(function () { self.kind = ""; self.concept = null; self.answer(); }, PAUSE);
    });
    this.element.addEventListener("click", function (event) {
      if (event.target === self.element) { self.element.close(); }
    });
    this.element.addEventListener("keydown", function (event) { self.key(event); });
    this.more.addEventListener("click", function () {
      var last = self.links().length;
      self.show(self.shownCount + NEXT).then(function () { (self.links()[last] || self.field).focus(); });
    });
  };

  Dialog.prototype.links = function () {
    return Array.from(this.element.querySelectorAll(".kb-search__link"));
  };

  Dialog.prototype.key = function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    var links = this.links();
    var at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === this.field)) {
      event.preventDefault();
      (links[at + 1] || (this.more.hidden ? links[at] : this.more) || this.field).focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] || this.field).focus();
    } else if (event.key === "Home" && at >= 0) {
      event.preventDefault();
      links[0].focus();
    } else if (event.key === "End" && at >= 0) {
      event.preventDefault();
      links[links.length - 1].focus();
    } else if (at >= 0 && event.key.length === 1 && event.key !== " ") {
      this.field.focus(); /* the letter goes on the query */
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.element.close();
    }
  };

  Dialog.prototype.open = function () {
    this.index.ready().catch(function () { /* told when a query is asked */ });
    return this.answer();
  };

  Dialog.prototype.answer = async function () {
    var asked = ++this.asked;
    var query = this.field.value.trim();
    clearTimeout(this.pause);
    if (!query) {
      this.outcome = null;
      this.clear();
      this.help.replaceChildren(element("p", {}, [this.t.start]));
      return;
    }
    try {
      var outcome = await this.index.search(query);
      var places = this.concept ? await this.index.placesOf(this.concept[0]) : null;
      if (asked !== this.asked) { return; }
      this.outcome = outcome;
      this.found = outcome.results.filter(function (result) {
        return !places || (places.has(result.page) && (result.kind !== "comment" || places.get(result.page).has(result.place)));
      });
      this.body.scrollTop = 0;
      await this.show(FIRST, asked);
    } catch (error) {
      if (asked !== this.asked) { return; }
      this.clear();
      this.status.textContent = this.t.failed;
      this.help.replaceChildren(element("p", {}, [element("a", { href: new URL("offline/", this.home).href }, [this.t.kept])]));
    }
  };

  Dialog.prototype.clear = function () {
    this.status.textContent = "";
    this.filters.replaceChildren();
    this.list.replaceChildren();
    this.help.replaceChildren();
    this.more.hidden = true;
  };

  Dialog.prototype.show = async function (count, asked) {
    var self = this;
    var outcome = this.outcome;
    var results = this.found.filter(function (result) { return !self.kind || result.kind === self.kind; });
    var first = results.slice(0, count);
    var shown = await Promise.all(first.map(function (result) { return self.index.shown(result.page, result.place); }));
    if (asked && asked !== this.asked) { return; }
    this.shownCount = count;
    this.help.replaceChildren();
    this.list.replaceChildren.apply(this.list, first.map(function (result, index) { return self.row(result, shown[index]); }));
    this.more.hidden = results.length <= count;
    this.status.textContent = outcome.missing.length ? outcome.missing.map(this.t.missing).join(" ")
      : (outcome.isPartial ? this.t.partial + " " : "") + this.t.count(results.length);
    this.showFilters(first.slice(0, LOOKED_AT), shown);
    if (!results.length) { await this.showHelp(outcome); }
    this.list.dataset.query = outcome.query; /* what is answered now */
  };

  Dialog.prototype.showFilters = function (results, shown) {
    var self = this;
    var t = this.t;
    var kinds = {};
    this.found.forEach(function (result) { kinds[result.kind] = (kinds[result.kind] || 0) + 1; });
    function chip(text, isOn, chosen) {
      var made = element("button", { type: "button", className: "kb-search__chip" }, [text]);
      made.setAttribute("aria-pressed", String(isOn));
      made.addEventListener("click", chosen);
      return made;
    }
    function group(name, chips) {
      var made = element("div", { className: "kb-search__group" }, chips);
      made.setAttribute("role", "group");
      made.setAttribute("aria-label", name);
      return made;
    }
    var focused = document.activeElement && this.filters.contains(document.activeElement) ? document.activeElement.textContent : null;
    var groups = [];
    var names = Object.keys(t.kind).filter(function (kind) { return kinds[kind]; });
    if (names.length > 1 || this.kind) {
      groups.push(group(t.kinds, [chip(t.all + " " + this.found.length, !this.kind, function () { self.kind = ""; self.show(FIRST); })].concat(names.map(function (kind) {
        return chip(t.many[kind] + " " + kinds[kind], self.kind === kind, function () {
          self.kind = self.kind === kind ? "" : kind;
          self.show(FIRST);
        });
      }))));
    }
    var counts = new Map();
    shown.forEach(function (one) {
      one.concepts.forEach(function (pair) {
        var known = counts.get(pair[0]) || { pair: pair, count: 0 };
        known.count += 1;
        counts.set(pair[0], known);
      });
    });
    var concepts = Array.from(counts.values()).filter(function (item) { return item.count > 1 && item.count < results.length; })
      .sort(function (one, two) { return two.count - one.count; }).slice(0, MOST_FILTERS).map(function (item) { return item.pair; });
    if (this.concept) {
      concepts = [this.concept].concat(concepts.filter(function (pair) { return pair[0] !== self.concept[0]; }));
    }
    if (concepts.length) {
      groups.push(group(t.filter, [element("span", { className: "kb-search__name", "aria-hidden": "true" }, [t.filter + ":"])].concat(concepts.map(function (pair) {
        var isOn = Boolean(self.concept) && self.concept[0] === pair[0];
        return chip(pair[1], isOn, function () {
          self.concept = isOn ? null : pair;
          self.kind = "";
          self.answer();
        });
      }))));
    }
    this.filters.replaceChildren.apply(this.filters, groups);
    if (focused !== null) {
      var again = Array.from(this.filters.querySelectorAll("button")).find(function (one) { return one.textContent.replace(/ \d+$/, "") === focused.replace(/ \d+$/, ""); });
      (again || this.field).focus();
    }
  };

  Dialog.prototype.showHelp = async function (outcome) {
    var self = this;
    var t = this.t;
    var children = [];
    function again(text, query) {
      var made = element("button", { type: "button", className: "kb-search__chip" }, [text]);
      made.addEventListener("click", function () {
        self.field.value = query;
        self.field.focus();
        self.answer();
      });
      return made;
    }
    for (var word of outcome.missing) {
      var similar = await this.index.suggestions(word);
      if (similar.length) {
        children.push(element("p", { className: "kb-search__group" }, [element("span", {}, [t.similar])].concat(similar.map(function (other) {
          return again(other, outcome.words.map(function (one) { return one === word ? other : one; }).join(" "));
        }))));
      }
    }
    var rest = outcome.words.filter(function (one) { return outcome.missing.indexOf(one) < 0; });
    if (rest.length) { children.push(element("p", { className: "kb-search__group" }, [again(t.without(rest.join(" ")), rest.join(" "))])); }
    if (this.other) {
      children.push(element("p", {}, [element("a", { href: this.other + "?q=" + encodeURIComponent(outcome.query) }, [t.other])]));
    }
    children.push(element("p", {}, [element("a", { href: new URL("concepts/", this.home).href }, [t.concepts])]));
    if (outcome === this.outcome) { this.help.replaceChildren.apply(this.help, children); }
  };

  /* Where in a text the words of a query stand: [start, end] of each. */
  Dialog.prototype.spots = function (text) {
    var plain = window.kbIndex.plain;
    var key = window.kbIndex.key;
    var meanings = this.outcome.meanings;
    var found = [];
    for (var match of text.matchAll(/[\p{L}\p{N}\u00ad]+(?:&[\p{L}\p{N}]+)*/gu)) {
      var word = plain(match[0].replace(/\u00ad/g, "").normalize("NFC"));
      var isHit = meanings.some(function (meaning) {
        if (meaning.forms.has(word)) { return true; }
        var same = key(word);
        return Array.from(meaning.stems).some(function (stem) { return stem.length > 3 && same.length > stem.length + 2 && same.indexOf(stem.slice(0, stem.length - (stem.length > 5 ? 1 : 0))) >= 0; });
      });
      if (isHit) { found.push([match.index, match.index + match[0].length]); }
    }
    return found;
  };

  function marked(text, spots, start, end) {
    var children = [];
    var at = start;
    spots.forEach(function (spot) {
      if (spot[0] < start || spot[1] > end) { return; }
      children.push(text.slice(at, spot[0]), element("mark", {}, [text.slice(spot[0], spot[1])]));
      at = spot[1];
    });
    children.push(text.slice(at, end));
    return children;
  }

  function excerpt(text, spots) {
    var best = spots[0] || [0, 0];
    var most = 0;
    spots.forEach(function (spot) {
      var count = spots.filter(function (other) { return other[0] >= spot[0] && other[1] <= spot[0] + SHOWN - BEFORE; }).length;
      if (count > most) { most = count; best = spot; }
    });
    var start = Math.max(0, best[0] - BEFORE);
    if (start > 0) { start = text.indexOf(" ", start) + 1 || start; }
    var end = Math.min(text.length, start + SHOWN);
    if (end < text.length) { end = Math.max(text.lastIndexOf(" ", end), best[1]); }
    return [start > 0 ? "… " : ""].concat(marked(text, spots, start, end), [end < text.length ? " …" : ""]);
  }

  Dialog.prototype.row = function (result, shown) {
    var t = this.t;
    var spots = this.spots(shown.text);
    var seen = new Set();
    spots.forEach(function (spot) { seen.add(shown.text.slice(spot[0], spot[1]).replace(/\u00ad/g, "").toLowerCase()); });
    var address = new URL(shown.address, this.root);
    if (seen.size) { address.searchParams.set("h", Array.from(seen).slice(0, MOST_MARKED).join(" ")); }
    if (shown.anchor) { address.hash = shown.anchor; }
    var isComment = result.kind === "comment";
    var title = isComment ? shown.heading : shown.title;
    var where = isComment ? shown.title : shown.heading;
    var link = element("a", { className: "kb-search__link md-search-result__link", href: address.href }, [
      element("span", { className: "kb-search__kind kb-search__kind--" + result.kind }, [t.kind[result.kind]]),
      element("span", { className: "kb-search__title" }, marked(title, this.spots(title), 0, title.length)),
      where ? element("span", { className: "kb-search__where" }, marked(where, this.spots(where), 0, where.length)) : null,
      element("span", { className: "kb-search__text" }, excerpt(shown.text, spots))
    ]);
    if (shown.language !== this.language) { link.querySelector(".kb-search__text").lang = shown.language; }
    return element("li", { className: "kb-search__result md-search-result__item" }, [link]);
  };

  var dialog = null;
  window.kbSearch = {
    open: function (button, element) {
      dialog = dialog || new Dialog(button, element);
      return dialog.open();
    },
    ask: function (query) { /* as if it had been typed; for measuring */
      dialog.field.value = query;
      return dialog.answer();
    }
  };
}());
