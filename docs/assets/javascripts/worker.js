/* Lets readers go on where there is no connection: the browser keeps the pages they read, the home
   page, and a page that says what can be read now. Whoever is connected sees what the server has,
   never an older page. `publish/offline.py` moves this file to the root of the site, since a worker
   serves only what lies beside it or below, and puts before it what it has to know (`kbSite`): a
   version made of all it keeps, where the home pages of the languages are, and the pages that say
   what can be read. Nothing of another host is asked for or kept. */
(function () {
  "use strict";

  var SITE = self.kbSite;
  var ROOT = new URL("./", self.location).href;
  var NAME = "querverweis " + new URL(ROOT).pathname + " "; /* hosts may have several sites */
  var PAGES = NAME + "pages";
  var IMAGES = NAME + "images";
  var SEARCH = NAME + "search";
  var PARTS = NAME + "parts " + SITE.version; /* styles, scripts, fonts; home pages */
  var MOST = {}; /* entries of a cache; the oldest leave first */
  MOST[PAGES] = 200;
  MOST[IMAGES] = 100;
  MOST[SEARCH] = 400;
  var MOST_OLD = 12; /* parts of earlier versions, for pages from then */
  var IMMUTABLE = /[.\/][0-9a-z]{8}\.(?:(?:min\.)?(?:css|js)|json|bin)$/; /* named after its content */
  var LINKED = /<(?:link|script|img)\b[^>]*?\s(?:href|src)="([^"#?]+\.(?:css|js|svg|png|webp|woff2))"/g;
  var IN_STYLE = /url\(\s*["']?([^"')]+\.woff2)["']?\s*\)/g;
  var complete = {}; /* languages all of whose parts are kept */

  /* Pages are files: what stands behind their address is for scripts. */
  function addressOf(url) {
    var address = new URL(url);
    address.search = address.hash = "";
    return address.href.replace(/\/index\.html$/, "/");
  }

  function languageOf(address) {
    return SITE.languages.filter(function (language) {
      return address.startsWith(ROOT + language.home);
    }).sort(function (one, two) { return two.home.length - one.home.length; })[0];
  }

  function isOffline(address) {
    return SITE.languages.some(function (language) { return language.page && address === ROOT + language.offline; });
  }

  function cacheOf(address) {
    if (address.startsWith(ROOT + "assets/search/")) { return SEARCH; }
    return /\.(?:png|jpe?g|webp|avif|gif|svg)$/.test(address) ? IMAGES : PARTS;
  }

  async function kept(address) {
    for (var name of [PAGES, PARTS, IMAGES, SEARCH]) {
      var found = await (await caches.open(name)).match(address, { ignoreVary: true });
      if (found) { return found; }
    }
    return undefined;
  }

  /* Another application on the same host may forbid to keep what it shows. */
  function mayBeKept(answer) {
    return answer.status === 200 && answer.type === "basic" && !answer.redirected &&
      !/no-store|private/.test(answer.headers.get("Cache-Control") || "");
  }

  function isPage(answer) {
    return mayBeKept(answer) && /^text\/html/.test(answer.headers.get("Content-Type") || "");
  }

  async function keep(name, address, answer) {
    var cache = await caches.open(name);
    await cache.delete(address); /* so that it is the youngest */
    await cache.put(address, answer);
    if (!MOST[name]) { return; }
    var keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name])).map(function (old) { return cache.delete(old); }));
  }

  /* Keeps what an event leads to, behind its answer; a full disk is no reason to answer nothing. */
  function behind(event, work) {
    event.waitUntil(work.catch(function () { /* it is kept another time */ }));
  }

  function found(pattern, text, base) {
    return Array.from(text.matchAll(pattern), function (match) { return new URL(match[1], base).href; })
      .filter(function (address) { return address.startsWith(ROOT); });
  }

  /* Waits for all, and only then fails if one did. */
  async function all(promises) {
    var failed = (await Promise.allSettled(promises)).find(function (one) { return one.status === "rejected"; });
    if (failed) { throw failed.reason; }
  }

  /* Keeps a style, script, font or image, and the fonts of a style.
     `mode` says where it may come from: "force-cache" from the browser's own cache if it is there,
     "only-if-cached" from nowhere else. */
  async function keepPart(address, mode, fonts) {
    var answer = await kept(address);
    if (!answer) {
      answer = await fetch(address, { cache: mode, mode: "same-origin" });
      if (!mayBeKept(answer)) { return; }
      await keep(cacheOf(address), address, answer.clone());
    }
    if (/\.css$/.test(address)) {
      var parts = found(IN_STYLE, await answer.text(), address);
      await all(parts.map(function (part) { return keepPart(part, fonts, fonts); }));
    }
  }

  function keepParts(html, base, mode, fonts) {
    return all(found(LINKED, html, base).map(function (part) { return keepPart(part, mode, fonts); }));
  }

  /* Keeps a page that was opened before the worker was there: all of it was loaded already. */
  async function keepOpened(address) {
    var answer = await fetch(address, { cache: "force-cache" });
    if (!isPage(answer)) { return; }
    if (!isOffline(address)) { await keep(PAGES, address, answer.clone()); }
    await keepParts(await answer.text(), address, "force-cache", "only-if-cached");
  }

  /* Keeps the home page of a language, and what it and the offline page load; at first without asking
     for that. */
  async function keepStart(language, mode) {
    var address = ROOT + language.home;
    var answer = mode === "only-if-cached" ? null : await (await caches.open(PARTS)).match(address);
    if (!answer) {
      answer = await fetch(address, { cache: "no-cache" });
      if (!isPage(answer)) { throw new Error(address); }
      await keep(PARTS, address, answer.clone());
    }
    await all([
      keepParts(await answer.text(), address, mode, mode),
      keepParts(language.page || "", ROOT + language.offline, mode, mode)
    ]).catch(function (error) {
      if (mode !== "only-if-cached") { throw error; }
    });
  }

  /* A first visit is to load little. What is missing then is kept with the second. */
  async function keepRest(language) {
    if (!language || complete[language.home]) { return; }
    complete[language.home] = true;
    await keepStart(language, "default").catch(function () { complete[language.home] = false; });
  }

  /* What an earlier version kept is kept by this one too, as it is now. */
  async function takeOver(name) {
    var earlier = await caches.open(name);
    var requests = (await earlier.keys()).reverse();
    var old = requests.filter(function (request) { return IMMUTABLE.test(request.url); }).slice(0, MOST_OLD);
    await Promise.all(old.map(async function (request) { await keep(PARTS, request.url, await earlier.match(request)); }));
    await Promise.all(requests.map(async function (request) {
      if (IMMUTABLE.test(request.url)) { return; }
      var answer = await fetch(request.url, { cache: "no-cache" });
      if (mayBeKept(answer)) { await keep(PARTS, request.url, answer); }
    }));
  }

  async function earlierParts() {
    return (await caches.keys()).filter(function (name) { return name.startsWith(NAME) && [PAGES, IMAGES, SEARCH, PARTS].indexOf(name) < 0; });
  }

  async function opened() {
    var windows = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
    return windows.map(function (client) { return addressOf(client.url); }).filter(function (address) { return address.startsWith(ROOT); });
  }

  async function install() {
    await Promise.all((await earlierParts()).map(takeOver));
    var languages = new Set((await opened()).map(languageOf));
    languages.delete(undefined);
    await Promise.all(Array.from(languages, function (language) { return keepStart(language, "only-if-cached"); }));
    await self.skipWaiting();
  }

  async function activate() {
    await Promise.all((await earlierParts()).map(function (name) { return caches.delete(name); }));
    if (self.registration.navigationPreload) { await self.registration.navigationPreload.enable(); }
    await self.clients.claim();
    await Promise.allSettled((await opened()).map(keepOpened));
  }

  /* A page: as the server has it; as it was kept if there is no connection; or what can be read. */
  async function page(event) {
    var address = addressOf(event.request.url);
    var answer;
    try {
      answer = (await event.preloadResponse) || (await fetch(event.request));
    } catch (error) {
      return (await kept(address)) || instead(address);
    }
    if (isPage(answer)) {
      behind(event, keep(PAGES, address, answer.clone()).then(function () { return keepRest(languageOf(address)); }));
    } else if (answer.status === 404 || answer.status === 410) {
      behind(event, caches.open(PAGES).then(function (cache) { return cache.delete(address); }));
    }
    return answer;
  }

  /* The way to the page that says what can be read, with the address that could not. */
  function instead(address) {
    var language = languageOf(address);
    if (!language || !language.page) { return Response.error(); }
    return Response.redirect(ROOT + language.offline + "?from=" + encodeURIComponent(address.slice(ROOT.length)));
  }

  /* The page that says what can be read, filled in; the template is `fragments/kept.html`. */
  async function offlinePage(event) {
    var url = new URL(event.request.url);
    var address = addressOf(url);
    if (url.searchParams.has("forget")) {
      await Promise.all([PAGES, IMAGES, SEARCH].map(function (name) { return caches.delete(name); }));
      return Response.redirect(address);
    }
    var from = url.searchParams.has("from") ? new URL(url.searchParams.get("from"), ROOT).href : "";
    if (!from.startsWith(ROOT)) { from = ""; }
    var answer;
    try {
      if (from && event.request.cache !== "default") { /* a reader who reloads wants what was not there */
        await fetch(from, { method: "HEAD", cache: "no-store" });
        return Response.redirect(from);
      }
      answer = (await event.preloadResponse) || (await fetch(event.request));
    } catch (error) {
      answer = null;
    }
    if (answer && !isPage(answer)) { return answer; }
    return filled(answer ? await answer.text() : languageOf(address).page, from);
  }

  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  }

  /* All pages that can be read now, the last one first, as items of a list; their titles end as that of
     the page where the list stands. */
  async function readable(end) {
    var rows = new Map();
    for (var name of [PAGES, PARTS]) {
      var cache = await caches.open(name);
      for (var request of (await cache.keys()).reverse()) {
        var answer = await cache.match(request);
        if (rows.has(request.url) || isOffline(request.url) || !isPage(answer)) { continue; }
        var html = await answer.text();
        var title = (/<title>([^<]*)/.exec(html) || ["", request.url])[1];
        if (end && title.endsWith(end)) { title = title.slice(0, -end.length); }
        var language = (/<html lang="([\w-]+)"/.exec(html) || ["", ""])[1];
        rows.set(request.url, '<li><a href="' + escaped(request.url) + '" lang="' + language + '">' + title + "</a></li>");
      }
    }
    return Array.from(rows.values());
  }

  async function filled(html, from) {
    var rows = await readable((/ – [^–<]*(?=<\/title>)/.exec(html) || [""])[0]);
    if (from) {
      html = html.replace('kb-kept__again" hidden><a href="./"', 'kb-kept__again"><a href="' + escaped(from) + '"');
    }
    if (rows.length) {
      html = html.replace('kb-kept__none">', 'kb-kept__none" hidden>')
        .replace('kb-kept__list" hidden>', function (start) { return start.replace(" hidden", "") + rows.join(""); })
        .replace('kb-kept__forget" hidden>', 'kb-kept__forget">');
    }
    return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }

  /* What a page loads. Styles and scripts go with its text, so that they too come as the server has
     them; an image or a font a moment older does no harm. */
  async function part(event) {
    var address = addressOf(event.request.url);
    var name = cacheOf(address);
    var old = await kept(address);
    if (old && IMMUTABLE.test(address)) { return old; }
    var asked = fetch(event.request);
    if (address.startsWith(ROOT + "assets/") || event.request.destination === "image") {
      behind(event, asked.then(function (answer) {
        return mayBeKept(answer) ? keep(name, address, answer.clone()) : null;
      }));
    }
    if (old && /^(?:image|font)$/.test(event.request.destination)) { return old; }
    return asked.catch(function (error) {
      if (old) { return old; }
      throw error;
    });
  }

  self.addEventListener("install", function (event) { event.waitUntil(install()); });
  self.addEventListener("activate", function (event) { event.waitUntil(activate()); });
  self.addEventListener("fetch", function (event) {
    var request = event.request;
    if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("Range")) { return; }
    if (request.mode !== "navigate") {
      event.respondWith(part(event));
    } else if (isOffline(addressOf(request.url))) {
      event.respondWith(offlinePage(event));
    } else {
      event.respondWith(page(event));
    }
  });
}());
