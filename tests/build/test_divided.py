from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from lxml import etree

from tests.build.divided import COMMENTS, FIRST, SECOND, THIRD, THREAD, block, divided_project
from tests.build.site import Site, one, select, text
from tests.project import SITE_URL, run

LANGUAGES = {"de": "", "en": "en/"}
PAGES = (FIRST, SECOND, THIRD)


def comments(site: Site, path: str) -> list[str]:
    return [str(article.get("id")) for article in select(site.page(path), "li.kb-comment article")]


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_every_comment_stands_on_one_page(divided: Site, prefix: str) -> None:
    found = [comments(divided, prefix + path) for path in PAGES]
    assert [len(ids) for ids in found] == [200, 200, 50]
    assert [id for ids in found for id in ids] == [f"c{n}" for n in range(1, COMMENTS + 1)]


def test_a_branch_goes_on_and_names_whom_it_answers(divided: Site) -> None:
    site, first = divided, divided.page(SECOND)
    (reply,) = [a for a in select(first, "#c202 a.kb-note") if "Antwort" in text(a)]
    assert reply.get("href") == "#c201"
    assert comments(site, SECOND)[0] == "c201"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_to_a_comment_leads_to_its_page(divided: Site, language: str) -> None:
    pages = {"c5": FIRST, "c250": SECOND, "c300": SECOND, "c449": THIRD, "c450": THIRD}
    prefix = LANGUAGES[language]
    for id, path in pages.items():
        here = {p for p in divided.pages if p.startswith(f"{SITE_URL}en/") == bool(prefix)}
        # The list of what lags behind leads to translations, whatever the page's language.
        here = {page for page in here if not page.endswith("/translations/")}
        led = {
            link for page, _, link in divided.links() if page in here and link.endswith(f"#{id}")
        }
        assert led == {SITE_URL + prefix + path + f"#{id}"}


def test_what_names_a_comment_elsewhere_leads_there_too(divided: Site) -> None:
    there = f"{SITE_URL}{SECOND}#c250"
    for path in ("questions/offen/", "questions/spaet/", FIRST):
        links = [link for page, _, link in divided.links() if page == SITE_URL + path]
        assert there in links, path


def test_the_timeline_leads_to_each_comment_on_its_page(divided: Site) -> None:
    links = [link for page, _, link in divided.links() if page == f"{SITE_URL}timeline/"]
    for place in (f"{FIRST}#c1", f"{SECOND}#c250"):
        assert SITE_URL + place in links


def test_links_of_a_comment_lead_back_to_the_essay(divided: Site) -> None:
    links = [str(a.get("href")) for a in select(divided.page(SECOND), "#c250 .kb-comment__text a")]
    assert links[:3] == [
        "../../../../essays/gespraech/#c5",
        "../../../../essays/gespraech/#anfang",
        "../../../../essays/gespraech/thread/3/#c450",
    ]
    assert links[3].startswith("#c250-fn")


def test_old_anchors_stand_on_the_first_page(divided: Site) -> None:
    moved = select(divided.page(FIRST), ".kb-moved a")
    assert [(a.get("id"), a.get("href")) for a in moved[:1]] == [
        ("c201", "../../essays/gespraech/thread/2/#c201")
    ]
    assert [a.get("id") for a in moved] == [f"c{n}" for n in range(201, COMMENTS + 1)]
    assert not select(divided.page(SECOND), ".kb-moved")


def test_a_feed_knows_a_comment_by_the_address_it_always_had(divided: Site) -> None:
    feed = etree.fromstring((divided.root / "comments.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    entries = {
        entry.findtext(f"{atom}id"): str(entry.xpath("string(*[local-name()='link']/@href)"))
        for entry in feed.iter(f"{atom}entry")
    }
    old = f"{SITE_URL}essays/gespraech/#c450"
    assert entries[old] == f"{SITE_URL}essays/gespraech/thread/3/#c450"
    assert [urldefrag(link)[1] for link in entries.values()] == [
        urldefrag(str(id))[1] for id in entries
    ]


def test_search_leads_to_the_page_of_a_comment(divided: Site) -> None:
    texts = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in (divided.root / "assets/search/de").glob("*.json")
        if path.name != "index.json"
    ]
    addresses = {str(data["u"]) for data in texts if isinstance(data, dict) and "u" in data}
    assert {f"essays/gespraech/thread/{n}/" for n in (2, 3)} <= addresses
    assert not [address for address in addresses if re.search(r"concepts/\w+/\d", address)]


def test_a_further_page_says_what_it_is(divided: Site) -> None:
    page = divided.page("/concepts/haus/2/")
    assert text(one(page, "title")) == "Haus – Seite 2 – Querverweis"
    assert text(one(page, "h1")) == "Haus"
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == f"{SITE_URL}concepts/haus/2/"
    alternates = {a.get("hreflang"): a.get("href") for a in page.xpath("//link[@hreflang]")}
    assert alternates == {
        "de": f"{SITE_URL}concepts/haus/2/",
        "en": f"{SITE_URL}en/concepts/haus/2/",
        "x-default": f"{SITE_URL}concepts/haus/2/",
    }
    switch = {a.get("hreflang"): a.get("href") for a in select(page, "a.kb-language")}
    assert switch == {"en": "../../../en/concepts/haus/2/"}


def test_pages_lead_to_each_other(divided: Site) -> None:
    ways = [
        {
            (a.get("rel"), a.get("aria-current"), text(a)): a.get("href")
            for a in select(divided.page(path), "nav.kb-pages a")
        }
        for path in PAGES
    ]
    assert ways[0] == {
        (None, "page", "1"): "../../essays/gespraech/#thread",
        (None, None, "2"): "../../essays/gespraech/thread/2/",
        (None, None, "3"): "../../essays/gespraech/thread/3/",
        ("next", None, "Nächste Seite"): "../../essays/gespraech/thread/2/",
    }
    assert ("prev", None, "Vorige Seite") in ways[1]
    assert ("next", None, "Nächste Seite") in ways[1]
    assert ("next", None, "Nächste Seite") not in ways[2]
    assert not select(divided.page("/essays/haeuser/"), "nav.kb-pages")


def test_an_old_address_replaces_no_further_page(divided: Site) -> None:
    assert comments(divided, SECOND)
    assert divided.page("/essays/gespraech/thread/9/").xpath("//meta[@http-equiv='refresh']")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    divided_project(root)
    (root / ".cache").unlink()
    return root


def built(project: Path, target: str = "site") -> dict[str, bytes]:
    outcome = run("mkdocs", "build", "-d", target, folder=project)
    assert outcome.code == 0, outcome.errors
    root = project / target
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def cold(project: Path) -> dict[str, bytes]:
    kept = project / ".cache"
    kept.rename(project / ".kept")
    files = built(project, "cold")
    shutil.rmtree(project / "cold")
    shutil.rmtree(kept)
    (project / ".kept").rename(kept)
    return files


def test_a_warm_build_moves_what_crosses_a_border(project: Path) -> None:
    built(project)
    path = project / THREAD
    whole = path.read_text(encoding="utf-8")
    hidden = whole.replace("    id: c10\n", "    id: c10\n    status: hidden\n")
    path.write_text(hidden, encoding="utf-8")
    warm = built(project)
    assert b'article id="c201"' in warm["essays/gespraech/index.html"]
    assert warm == cold(project)
    path.write_text(whole[: whole.index(block(201))], encoding="utf-8")
    for name in (project / "docs").rglob("*.md"):  # which still name comments that are gone
        words = re.sub(r"#c(250|300|449|450)\b", "#c1", name.read_text(encoding="utf-8"))
        name.write_text(re.sub(r"redirects: .*", "", words), encoding="utf-8")
    warm = built(project)
    assert not [name for name in warm if "gespraech/thread" in name]
    assert warm == cold(project)


def test_only_those_pages_are_made_whose_places_changed(project: Path) -> None:
    before = built(project)
    path = project / "docs/essays/only-english/index.en.md"
    with path.open("a", encoding="utf-8") as file:
        file.write("\nOne more house.\n")
    after = built(project)
    changed = {name for name in after if name.endswith(".html") and before.get(name) != after[name]}
    assert "concepts/haus/2/index.html" in changed
    assert "essays/gespraech/thread/2/index.html" not in changed
    assert after == cold(project)


def test_mkdocs_makes_the_same_pages_where_others_want_to_see_them(tmp_path: Path) -> None:
    projects = {}
    for name in ("own", "others"):
        root = tmp_path / name
        root.mkdir()
        projects[name] = divided_project(root)
    hook = "def on_post_page(output, page, config):\n    return output + '<!-- seen -->'\n"
    (projects["others"] / "seen.py").write_text(hook, encoding="utf-8")
    settings = projects["others"] / "mkdocs.yml"
    doors = "".join(
        f"  - hooks/{n}.py\n" for n in ("collect", "render", "connect", "present", "publish")
    )
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"hooks:\n{doors}  - seen.py\n")
    own, others = built(projects["own"]), built(projects["others"])
    further = [name for name in own if re.search(r"/[23]/index\.html$", name)]
    assert len(further) == 2 * (2 + 1)
    for name in further:
        assert others[name].removesuffix(b"<!-- seen -->").strip() == own[name].strip(), name
        assert others[name].endswith(b"<!-- seen -->")
