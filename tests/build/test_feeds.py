"""Every feed against RFC 4287: what an element must hold, and how often."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from lxml import etree

from knowledge.publish.feeds import feeds
from tests.build.site import Site
from tests.documents import essay, library, scene, versions
from tests.project import SITE_URL

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = [
    f"{folder}{name}.xml" for folder in ("", "en/") for name in ("essays", "comments", "questions")
]
ONCE = {"feed": {"id", "title", "updated"}, "entry": {"id", "title", "updated"}}
AT_MOST_ONCE = {"feed": {"generator"}, "entry": {"published", "summary"}}
OFTEN = {"feed": {"author", "link", "entry"}, "entry": {"author", "link"}}


@pytest.fixture(params=["small", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def feed_of(site: Site, name: str) -> etree._Element:
    return etree.fromstring((site.root / name).read_bytes())


def problems(element: etree._Element) -> list[str]:
    """What RFC 4287 does not allow, in sections 4.1.1 and 4.1.2."""
    name = str(element.tag).removeprefix(ATOM)
    children = [str(child.tag).removeprefix(ATOM) for child in element]
    found = [f"{child} once" for child in ONCE[name] if children.count(child) != 1]
    found += [f"{child} twice" for child in AT_MOST_ONCE[name] if children.count(child) > 1]
    known = ONCE[name] | AT_MOST_ONCE[name] | OFTEN[name]
    found += [f"unknown {child}" for child in children if child not in known]
    rels = [link.get("rel", "alternate") for link in element.findall(f"{ATOM}link")]
    if rels.count("alternate") != 1:
        found.append("no alternate")
    for child in ("updated", "published"):
        for date in element.findall(ATOM + child):
            if dt.datetime.fromisoformat(str(date.text)).tzinfo is None:
                found.append(f"{child} without time zone")
    if not urlsplit(element.findtext(f"{ATOM}id") or "").scheme:
        found.append("id is no address")
    found += [
        "author without name"
        for a in element.findall(f"{ATOM}author")
        if not a.findtext(f"{ATOM}name")
    ]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_feed_is_valid(site: Site, name: str) -> None:
    feed = feed_of(site, name)
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    assert problems(feed) == []
    assert [problems(entry) for entry in entries] == [[]] * len(entries)
    # Someone must have written each entry: named there, or in the feed.
    assert feed.find(f"{ATOM}author") is not None
    self = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert self == [SITE_URL + name]


def test_the_check_finds_what_is_wrong() -> None:
    entry = etree.fromstring(
        '<entry xmlns="http://www.w3.org/2005/Atom"><id>x</id><title/><title/><colour/>'
        "<updated>2017-11-13T00:00:00</updated><author/></entry>"
    )
    assert sorted(problems(entry)) == [
        "author without name",
        "id is no address",
        "no alternate",
        "title once",
        "unknown colour",
        "updated without time zone",
    ]


def test_an_entry_in_the_other_language_says_so(small: Site) -> None:
    spoken = {
        entry.findtext(f"{ATOM}title"): entry.get(LANG)
        for entry in feed_of(small, "essays.xml").findall(f"{ATOM}entry")
    }
    assert spoken == {"Only in English": "en", "Nur auf Deutsch": None, "Von Häusern": None}


def test_open_questions_are_told_and_no_others(small: Site) -> None:
    titles = [
        e.findtext(f"{ATOM}title") for e in feed_of(small, "questions.xml").findall(f"{ATOM}entry")
    ]
    assert titles == ["Was bleibt offen?"]  # the other open one has no date


def test_what_no_xml_can_hold_is_left_out() -> None:
    found = replace(
        essay("x"), versions=versions("essays/x/index", {"de": ("A\0B\x1b\ud800C", "D.")})
    )
    feed = etree.fromstring(dict(feeds(scene(library(found))))["essays"])
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "ABC"
