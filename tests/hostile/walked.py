"""A browser that opens pages and tells of whatever a payload did there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Frame, Page, Route

from tests.site.conftest import REFUSED

SENTINEL = """
window.hit = function () { console.error("HIT"); };
["alert", "confirm", "prompt", "print", "open"].forEach(function (name) {
  window[name] = function () { console.error("HIT by " + name); };
});
"""
"""What payloads call."""
TEASE = """() => {
  for (const element of document.querySelectorAll("body *")) {
    for (const name of ["mouseover", "mouseenter", "pointerover", "focus", "focusin", "toggle", "load", "error"]) {
      if (element.namespaceURI && !/^(HTML|LINK|SCRIPT|IMG|INPUT|DETAILS)$/.test(element.tagName)) {
        element.dispatchEvent(new Event(name, { bubbles: false }));
      }
    }
  }
}"""
"""Does to all elements what a reader's pointer would."""
LOOK = """() => {
  const found = [];
  const all = Array.from(document.querySelectorAll("*"));
  for (const element of all) {
    const name = element.localName;
    if (/^(style|iframe|frame|frameset|object|embed|base|applet|portal|plaintext|xmp|noembed)$/.test(name)) found.push("<" + name + ">");
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name) || attribute.name === "srcdoc" || attribute.name === "formaction") {
        found.push(name + " has " + attribute.name);
      }
    }
    const address = element.href && (element.href.baseVal || element.href);
    if (address && name === "a" && !/^(https?|mailto|tel|file):/.test(new URL(address, document.baseURI).protocol)) {
      found.push("leads to " + address);
    }
  }
  for (const [what, selector, least, most] of [
    ["main", "main", 1, 1], ["header", "header.md-header", 1, 1], ["footer", "footer.md-footer", 1, 1],
    ["title of the page", "h1#__content, .kb-not-found h1", 1, 1], ["title", "title", 1, 99], ["navigation", "nav.kb-nav a", 2, 99], ["foot links", ".kb-footer a", 0, 99],
  ]) {
    const count = document.querySelectorAll(selector).length;
    if (count < least || count > most) found.push(count + " times " + what);
  }
  const footer = document.querySelector("footer.md-footer");
  if (!footer || footer.closest("main")) found.push("the footer is inside something else");
  const ids = all.map(element => element.id).filter(Boolean);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length) found.push("ids twice: " + twice.slice(0, 5).join(" "));
  for (const name of ["body", "cookie", "getElementById", "querySelector", "forms"]) {
    if (Object.prototype.hasOwnProperty.call(document, name) || document[name] instanceof HTMLImageElement) found.push("document." + name + " is another");
  }
  if (window.frames.length) found.push("frames");
  if (!document.querySelector(".kb-search-button")) found.push("no search");
  return found;
}"""
"""What must not be in a page, and what must."""


@dataclass
class Walker:
    """One window, and all that happened in it that must not."""

    page: Page
    address: str
    trouble: list[str] = field(default_factory=list)
    where: str = ""

    def note(self, what: str) -> None:
        self.trouble.append(f"{self.where}: {what}")

    def open(self, path: str) -> Any:
        """Opens a page, and notes what it does and what is wrong with it."""
        self.where = path
        self.page.goto(self.address + path)
        self.page.evaluate(TEASE)
        for found in self.page.evaluate(LOOK):
            self.note(found)
        if self.page.url.partition("#")[0] != self.address + path:
            self.note(f"went to {self.page.url}")
        return self.page

    def texts(self) -> dict[str, str]:
        """What can be read of each comment on the page, by its id."""
        found: dict[str, str] = self.page.evaluate(
            """() => Object.fromEntries(Array.from(document.querySelectorAll("article.kb-comment__body"),
                one => [one.id, one.textContent]))"""
        )
        return found


@contextmanager
def walker(browser: Browser, address: str, *, policy: bool) -> Iterator[Walker]:
    """A window that is told nothing of other hosts.

    Args:
        browser: to open it in.
        address: of the site.
        policy: whether the content security policy of its pages holds.
    """
    context = browser.new_context(bypass_csp=not policy, service_workers="block")
    context.add_init_script(SENTINEL + REFUSED)
    walked = Walker(context.new_page(), address)
    host = urlsplit(address).netloc

    def asked(route: Route) -> None:
        url = route.request.url
        if urlsplit(url).netloc != host and not url.startswith("data:"):
            walked.note(f"asks {url}")
            route.abort()
        elif route.request.resource_type in {"font", "image"} and url.startswith(
            address + "assets"
        ):
            route.abort()
        else:
            route.continue_()

    def said(message: ConsoleMessage) -> None:
        if message.text.startswith(("HIT", "policy refuses")):
            walked.note(message.text)

    def came_up(dialog: Dialog) -> None:
        walked.note(f"dialog {dialog.message}")
        dialog.dismiss()

    def went(frame: Frame) -> None:
        if urlsplit(frame.url).netloc != host:
            walked.note(f"goes to {frame.url}")

    context.route("**/*", asked)
    context.on(
        "page", lambda page: walked.note(f"opens {page.url}") if page != walked.page else None
    )
    walked.page.on("console", said)
    walked.page.on("dialog", came_up)
    walked.page.on("framenavigated", went)
    walked.page.on("pageerror", lambda error: walked.note(f"error {error}"))
    yield walked
    context.close()


def walk(
    browser: Browser, address: str, paths: Iterable[str], *, policy: bool
) -> tuple[Sequence[str], dict[str, dict[str, str]]]:
    """Opens pages one after another.

    Returns:
        What happened that must not, and what can be read of the comments, by page.
    """
    texts: dict[str, dict[str, str]] = {}
    with walker(browser, address, policy=policy) as walked:
        for path in paths:
            walked.open(path)
            if found := walked.texts():
                texts[path] = found
        return walked.trouble, texts
