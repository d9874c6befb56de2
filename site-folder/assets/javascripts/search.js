/* Finds words in the index that the site was built with. The page itself is `search-dialog.js`; this
   part knows nothing of it, and loads only what a query needs. What the files hold is described in
   `hooks/knowledge/search`: `shards.py`, `bags.py`, `index.py`; words are told apart and compared as
   in `spelling.py` there. */
(function () {
  "use strict";

  var WEIGHTS = [0.5, 0.8, 1.1, 1.5, 2.2, 2.8, 4.5, 7];
  var KINDS = { concept: 1, question: 1, essay: 1.1, page: 0.6, comment: 1 };
  var AS_PART = 0.45; /* a word that is a part of another */
  var AS_PARTS = 0.4; /* the parts of a word, apart */
  var AS_OTHER = 0.5; /* a word that may be meant, although another is written just so */
  var AS_CONCEPT = 0.9; /* a concept that is called so */
  var AS_PART_OF_NAME = 0.3; /* one whose name has the word among others */
  var TOGETHER = 0.6; /* what it adds that all words stand in one place */
  var AGAIN = 0.6; /* what each further comment under one page counts, beside the one before */
  var NAME = 8; /* letters of a file's name */
  var FAR = 15;
  var LINKING = ["", "s", "es", "n", "en", "er", "e"];
  var SHORTEST = 3;
  var MOST_SUGGESTED = 6;

  function words(text) {
    return text.normalize("NFC").replace(/\u00ad|['’]s?(?![\p{L}\p{N}])/gu, "").match(/[\p{L}\p{N}]+(?:&[\p{L}\p{N}]+)*/gu) || [];
  }

  function plain(word) {
    return word.toLowerCase().replace(/ß/g, "ss");
  }

  var LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l" };

  function key(word) {
    return word.replace(/[ßæœøđł]/g, function (letter) { return LETTERS[letter]; })
      .normalize("NFD").replace(/\p{M}/gu, "").replace(/([aou])e/g, "$1");
  }

  /* Whether a word may be meant that was typed so: an umlaut as such, as two letters or as one. */
  function isMeant(typed, word) {
    var pattern = word.replace(/[^a-z0-9]|[aou]e/g, function (letters) {
      var bare = letters.normalize("NFD").replace(/\p{M}/gu, "");
      if (/^[äöü]$/.test(letters)) { return "(?:" + letters + "|" + bare + "e?)"; }
      if (/^[aou]e$/.test(letters)) { return "(?:" + letters + "|" + { a: "ä", o: "ö", u: "ü" }[letters[0]] + ")"; }
      return letters === bare ? letters : "(?:" + letters + "|" + bare + ")";
    });
    return new RegExp("^" + pattern + "$", "u").test(typed);
  }

  function once(make) {
    var made = new Map();
    return function (name) {
      if (!made.has(name)) {
        made.set(name, make(name).catch(function (error) { made.delete(name); throw error; }));
      }
      return made.get(name);
    };
  }

  function fetched(address, options) {
    return fetch(address, options).then(function (answer) {
      if (!answer.ok) { throw new Error(address + ": " + answer.status); }
      return answer;
    });
  }

  function Shard(data) {
    var size = new DataView(data).getUint32(0, true);
    var table = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, size)));
    var bytes = new Uint8Array(data, 4 + size);
    var at = 0;
    var terms = this.terms = new Map();
    var forms = this.forms = new Map();
    function add(form, id) {
      if (!forms.has(form)) { forms.set(form, new Set()); }
      forms.get(form).add(id);
    }
    table.t.forEach(function (row) {
      var written = row[0].split(",");
      var id = written[0][0] === "#" ? written[0] : written[0].toLowerCase();
      var name = id.replace(/^~/, "");
      var all = [name].concat(written.slice(1).map(function (short) {
        return name.slice(0, short.charCodeAt(0) - 48) + short.slice(1);
      }));
      if (id[0] !== "#") { all.forEach(function (form) { add(form, id); }); }
      terms.set(id, {
        id: id, isNoun: written[0] !== id, forms: all, madeOf: row[3] || "",
        labels: (row[4] || "").split(";").filter(Boolean),
        whole: bytes.subarray(at, at += row[1] || 0),
        parts: bytes.subarray(at, at += row[2] || 0)
      });
    });
    Object.keys(table.x).forEach(function (form) {
      table.x[form].split(" ").forEach(function (id) { add(form, id); });
    });
    this.byKey = new Map();
    forms.forEach(function (_, form) {
      var same = key(form);
      if (!this.byKey.has(same)) { this.byKey.set(same, []); }
      this.byKey.get(same).push(form);
    }, this);
  }

  /* Calls back for each place in some postings: page, place, weight. */
  function eachHit(bytes, told) {
    var at = 0;
    function number() {
      var found = 0;
      for (var shift = 0; ; shift += 7) {
        var byte = bytes[at++];
        found += (byte & 0x7f) * Math.pow(2, shift);
        if (byte < 0x80) { return found; }
      }
    }
    for (var page = 0; at < bytes.length;) {
      page += number();
      for (var place = 0, more = true; more;) {
        var byte = bytes[at++];
        var distance = (byte >> 3) & 15;
        more = byte >= 0x80;
        place += distance === FAR ? FAR + number() : distance;
        told(page, place, byte & 7);
      }
    }
  }

  function Index(base) {
    this.base = base;
    this._shard = once(function (name) {
      return fetched(base + name + ".bin").then(function (answer) { return answer.arrayBuffer(); })
        .then(function (data) { return new Shard(data); });
    });
    this._text = once(function (name) {
      return fetched(base + name + ".json").then(function (answer) { return answer.json(); });
    });
    this._divided = new Map();
    this._ready = null;
  }

  Index.prototype.ready = function () {
    var self = this;
    if (!this._ready) {
      this._ready = fetched(this.base + "index.json", { cache: "no-cache" })
        .then(function (answer) { return answer.json(); })
        .then(function (index) {
          self.language = index.language;
          self.atOnce = index.atOnce;
          self.stop = new Set(index.stop.split(" "));
          self.foreignStop = new Set(index.foreign.split(" "));
          self.firsts = index.shards.map(function (line) { return line.slice(0, -NAME - 1); });
          self.names = index.shards.map(function (line) { return line.slice(-NAME); });
          self.kindEnds = [];
          var end = 0;
          index.kinds.forEach(function (pair) { self.kindEnds.push([end += pair[1], pair[0]]); });
          self.pages = end;
          self.texts = [];
          for (var page = 0, at = 0; page < end; page++) {
            var count = index.long[page] || 1;
            self.texts.push([]);
            while (count--) { self.texts[page].push(index.texts.slice(at, at += NAME)); }
          }
        }).catch(function (error) { self._ready = null; throw error; });
    }
    return this._ready;
  };

  Index.prototype.kindOf = function (page) {
    return this.kindEnds.find(function (pair) { return page < pair[0]; })[1];
  };

  Index.prototype.shardOf = function (wanted) {
    if (!this.names.length) { return Promise.resolve({ terms: new Map(), forms: new Map(), byKey: new Map() }); }
    var low = 0;
    var high = this.firsts.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (this.firsts[middle] <= wanted) { low = middle; } else { high = middle - 1; }
    }
    return this._shard(this.names[low]);
  };

  Index.prototype.term = function (id) {
    return this.shardOf(id[0] === "#" ? id : key(id.replace(/^~/, ""))).then(function (shard) {
      return shard.terms.get(id);
    });
  };

  /* The terms that a word is a form of: as typed, or else as it may be meant; or the others that may
     be meant beside those (`wurde` is a word, and *Würde* too). */
  Index.prototype.termsOf = async function (word, others) {
    var shard = await this.shardOf(key(word));
    var forms = (shard.byKey.get(key(word)) || []).filter(function (form) { return isMeant(word, form); });
    var isThere = forms.indexOf(word) >= 0;
    if (others) {
      forms = isThere ? forms.filter(function (form) { return form !== word; }) : [];
    } else if (isThere) {
      forms = [word];
    }
    var ids = new Set();
    forms.forEach(function (form) { shard.forms.get(form).forEach(function (id) { ids.add(id); }); });
    var found = await Promise.all(Array.from(ids, this.term, this));
    return found.filter(Boolean);
  };

  /* The parts of a word that no text has: each with the terms it may be a form of. */
  Index.prototype.divided = function (word) {
    /* Each end of a word once: else a long one of words that are parts of each other takes forever. */
    if (!this._divided.has(word)) { this._divided.set(word, this.divide(word)); }
    return this._divided.get(word);
  };

  Index.prototype.divide = async function (word) {
    for (var cut = word.length - SHORTEST; cut >= SHORTEST; cut--) {
      var left = await this.modifier(word.slice(0, cut));
      if (!left.length) { continue; }
      var right = word.length - cut > SHORTEST ? (await this.termsOf(word.slice(cut))).filter(isPart) : [];
      if (right.length) { return [left, right]; }
      var rest = await this.divided(word.slice(cut));
      if (rest) { return [left].concat(rest); }
    }
    return null;
  };

  Index.prototype.modifier = async function (part) {
    for (var link of LINKING) {
      if (!part.endsWith(link)) { continue; }
      var bare = part.slice(0, part.length - link.length);
      if (bare.length < SHORTEST) { continue; }
      for (var form of [bare, bare + "e"]) {
        var found = (await this.termsOf(form)).filter(isPart);
        if (found.length) { return found; }
      }
    }
    return [];
  };

  function isOwn(term) {
    return term.id[0] !== "~" && (term.whole.length || term.parts.length);
  }

  function isPart(term) {
    return term.isNoun && isOwn(term);
  }

  /* Scores by page and place. */
  function Hits() {
    this.pages = new Map();
  }

  Hits.prototype.add = function (bytes, factor) {
    var pages = this.pages;
    eachHit(bytes, function (page, place, weight) {
      if (!pages.has(page)) { pages.set(page, new Map()); }
      var places = pages.get(page);
      places.set(place, Math.max(places.get(place) || 0, factor * WEIGHTS[weight]));
    });
  };

  /* The places that all have. */
  Hits.prototype.addShared = function (all, factor) {
    var first = all[0];
    first.pages.forEach(function (places, page) {
      places.forEach(function (score, place) {
        var scores = all.map(function (hits) { return (hits.pages.get(page) || new Map()).get(place) || 0; });
        var least = Math.min.apply(null, scores);
        if (!least) { return; }
        if (!this.pages.has(page)) { this.pages.set(page, new Map()); }
        var own = this.pages.get(page);
        own.set(place, Math.max(own.get(place) || 0, factor * Math.min(least, 2)));
      }, this);
    }, this);
  };

  Hits.prototype.addTerms = function (terms, factor) {
    terms.forEach(function (term) {
      this.add(term.whole, factor);
      this.add(term.parts, factor * AS_PART);
    }, this);
    return this;
  };

  function hitsOf(terms) {
    return new Hits().addTerms(terms, 1);
  }

  /* All that a word of a query can mean. */
  Index.prototype.meaning = async function (word) {
    var terms = await this.termsOf(word);
    var others = (await this.termsOf(word, true)).filter(function (term) { return terms.indexOf(term) < 0; });
    var found = { word: word, terms: terms, others: others, forms: new Set(), stems: new Set() };
    var hits = found.hits = hitsOf(terms).addTerms(others, AS_OTHER);
    terms.concat(others).forEach(function (term) {
      term.forms.forEach(function (form) { found.forms.add(form); });
      if (term.parts.length) { found.stems.add(key(term.id.replace(/^~/, ""))); }
    });
    var divided = null;
    for (var term of terms) {
      if (term.madeOf && term.id[0] !== "~") {
        var simple = this.simple(term);
        if (simple.length) { divided = await Promise.all(simple.map(function (part) { return this.termsOf(part); }, this)); }
      }
    }
    if (!terms.length && this.language === "de") { divided = await this.divided(word); }
    if (divided && divided.every(function (part) { return part.length; })) {
      hits.addShared(divided.map(hitsOf), AS_PARTS);
      if (divided.length) {
        divided.forEach(function (part) {
          part.forEach(function (one) { one.forms.forEach(function (form) { found.forms.add(form); }); });
        });
      }
    }
    return found;
  };

  /* The smallest parts of a word, without those that are made of others. */
  Index.prototype.simple = function (term) {
    var all = term.madeOf.split(" ");
    return all.filter(function (part) {
      return !all.some(function (other) { return other !== part && other.length >= SHORTEST && part.startsWith(other.slice(0, -1)) && part.length > other.length + 2; });
    });
  };

  /* Whether a word belongs to what a concept is called in another language. */
  function isForeign(meaning) {
    return meaning.terms.some(function (term) { return term.id[0] === "~" && term.labels.length; });
  }

  /* Lets the concepts count that words, one or several together, are names of. */
  Index.prototype.addConcepts = async function (meanings) {
    var found = [];
    meanings.forEach(function (meaning, start) {
      meaning.terms.concat(meaning.others).forEach(function (term) {
        term.labels.forEach(function (label) {
          var rest = label.split(" ");
          var concept = rest.shift();
          if (concept[0] === "?") {
            found.push([concept.slice(1), start, start + 1, AS_PART_OF_NAME]);
            return;
          }
          var fits = rest.every(function (id, index) {
            var next = meanings[start + 1 + index];
            return next && next.terms.concat(next.others).some(function (other) { return other.id === id; });
          });
          if (fits) { found.push([concept, start, start + 1 + rest.length, AS_CONCEPT * (1 + 0.2 * rest.length)]); }
        });
      });
    });
    for (var item of found) {
      var term = await this.term("#" + item[0]);
      if (!term) { continue; }
      for (var index = item[1]; index < item[2]; index++) {
        meanings[index].hits.add(term.whole, item[3]);
        if (item[3] > AS_PART_OF_NAME) { await this.addNames(meanings[index], term.madeOf); }
      }
    }
  };

  /* Lets a concept be marked in texts by its title, whatever it was called in the query. */
  Index.prototype.addNames = async function (meaning, title) {
    for (var word of words(title).map(plain)) {
      if (this.stop.has(word)) { continue; }
      (await this.termsOf(word)).filter(isOwn).forEach(function (term) {
        term.forms.forEach(function (form) { meaning.forms.add(form); });
      });
    }
  };

  /* Looks for a query.
     Gives { words, missing, meanings, results, isPartial }; a result is { page, place, kind, score }. */
  Index.prototype.search = async function (query) {
    await this.ready();
    var typed = new Map(words(query).map(function (word) { return [plain(word), word]; }));
    var all = Array.from(typed.keys());
    var said = all.filter(function (word) { return !this.stop.has(word); }, this);
    if (!said.length) { said = all; }
    var meanings = await Promise.all(said.map(this.meaning, this));
    if (meanings.some(isForeign)) {
      meanings = meanings.filter(function (one) { return isForeign(one) || !this.foreignStop.has(one.word); }, this);
    }
    await this.addConcepts(meanings);
    var missing = meanings.filter(function (meaning) { return !meaning.hits.pages.size; });
    function asTyped(meaning) { return typed.get(meaning.word); }
    var outcome = {
      query: query, words: meanings.map(asTyped), missing: missing.map(asTyped),
      meanings: meanings, results: [], isPartial: false
    };
    if (missing.length || !said.length) { return outcome; }
    outcome.results = this.ranked(meanings, meanings.length);
    for (var least = meanings.length - 1; !outcome.results.length && least > 0 && least >= meanings.length / 2; least--) {
      outcome.results = this.ranked(meanings, least);
      outcome.isPartial = true;
    }
    return outcome;
  };

  Index.prototype.ranked = function (meanings, least) {
    var self = this;
    var rarity = meanings.map(function (meaning) {
      return Math.log(1 + self.pages / (meaning.hits.pages.size + 0.5));
    });
    var pages = new Map();
    meanings.forEach(function (meaning) {
      meaning.hits.pages.forEach(function (_, page) { pages.set(page, (pages.get(page) || 0) + 1); });
    });
    var results = [];
    pages.forEach(function (count, page) {
      if (count < least) { return; }
      var kind = self.kindOf(page);
      var places = new Map();
      var best = meanings.map(function (meaning, index) {
        var most = 0;
        (meaning.hits.pages.get(page) || []).forEach(function (score, place) {
          var own = places.get(place) || { score: 0, count: 0 };
          own.score += score * rarity[index];
          own.count += 1;
          places.set(place, own);
          most = Math.max(most, score * rarity[index]);
        });
        return most;
      });
      var sum = best.reduce(function (one, two) { return one + two; }, 0);
      if (kind === "comment") {
        places.forEach(function (own, place) {
          if (own.count >= least) { results.push({ page: page, place: place, kind: kind, score: own.score * (own.count === meanings.length ? 1 + TOGETHER : 1) * KINDS.comment }); }
        });
        return;
      }
      var ordered = Array.from(places).sort(function (one, two) {
        return two[1].count - one[1].count || two[1].score - one[1].score || one[0] - two[0];
      });
      var together = ordered[0][1].count === meanings.length ? TOGETHER : 0;
      var often = 1 + 0.05 * Math.min(ordered.length, 6);
      results.push({
        page: page, place: ordered[0][0], kind: kind,
        score: (sum + together * ordered[0][1].score) * often * KINDS[kind]
      });
    });
    results.sort(function (one, two) { return two.score - one.score || one.page - two.page || one.place - two.place; });
    var seen = new Map();
    results.forEach(function (result) {
      if (result.kind !== "comment") { return; }
      var before = seen.get(result.page) || 0;
      seen.set(result.page, before + 1);
      result.score *= Math.pow(AGAIN, before);
    });
    results.sort(function (one, two) { return two.score - one.score || one.page - two.page || one.place - two.place; });
    return results;
  };

  /* The places of a concept, to narrow results to. */
  Index.prototype.placesOf = async function (concept) {
    var term = await this.term("#" + concept);
    var hits = new Hits();
    if (term) { hits.add(term.whole, 1); }
    return hits.pages;
  };

  /* What a result shows: { address, title, concepts, anchor, heading, text, language }. */
  Index.prototype.shown = async function (page, place) {
    var data = await this._text(this.texts[page][Math.floor(place / this.atOnce)]);
    var entry = data.e[place % this.atOnce];
    return { address: data.u, title: data.t, concepts: data.c, anchor: entry[0], heading: entry[1], text: entry[2], language: entry[3] };
  };

  /* Words of the index that one begins with, or that are written nearly so. */
  Index.prototype.suggestions = async function (word) {
    await this.ready();
    var wanted = key(plain(word));
    var shard = await this.shardOf(wanted);
    var found = [];
    shard.terms.forEach(function (term) {
      if (term.id[0] === "#" || term.id[0] === "~" || !term.whole.length) { return; }
      var own = key(term.id);
      var begins = wanted.length > 1 && own.startsWith(wanted);
      if (begins || (wanted.length > 3 && isNear(wanted, own))) {
        var written = term.isNoun ? term.id[0].toUpperCase() + term.id.slice(1) : term.id;
        found.push([begins ? 0 : 1, -term.whole.length, written]);
      }
    });
    found.sort(function (one, two) { return one[0] - two[0] || one[1] - two[1] || (one[2] < two[2] ? -1 : 1); });
    return found.slice(0, MOST_SUGGESTED).map(function (item) { return item[2]; });
  };

  /* Whether two words differ by one letter: another, one more, one less, two exchanged. */
  function isNear(one, two) {
    if (Math.abs(one.length - two.length) > 1) { return false; }
    var start = 0;
    while (start < one.length && one[start] === two[start]) { start++; }
    var a = one.slice(start);
    var b = two.slice(start);
    return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) ||
      (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  }

  window.kbIndex = { Index: Index, words: words, plain: plain, key: key, isMeant: isMeant };
}());
