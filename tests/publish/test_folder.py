from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.publish.folder import MADE, FolderError, local_link, local_page, make_folder
from tests.project import SITE_URL, write_files

SITE = {
    "index.html": '<a href="en/">English</a>',
    "en/index.html": '<a href="..">Deutsch</a>',
    "essays/häuser/index.html": "Häuser",
    "essays/index.html": "Essays",
    "essays.xml": "<feed/>",
    "assets/a.css": "a{}",
    "assets/a.js.map": "{}",
    "assets/search/de/index.json": "{}",
    "404.html": "404",
    "sitemap.xml.gz": "",
    "worker.js": "work()",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_files(tmp_path / "site", SITE)
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("link", "page", "expected"),
    [
        ("en/", "index.html", "en/index.html"),
        ("en", "index.html", "en/index.html"),
        (".", "index.html", "index.html"),
        ("./", "en/index.html", "index.html"),
        ("..", "en/index.html", "../index.html"),
        ("../", "en/index.html", "../index.html"),
        ("../en/?q=a&b#c", "en/index.html", "../en/index.html?q=a&b#c"),
        ("./#c1", "essays/index.html", "index.html#c1"),
        ("h%C3%A4user/#dach", "essays/index.html", "h%C3%A4user/index.html#dach"),
        ("../../essays/{id}/", "essays/häuser/index.html", "../../essays/{id}/index.html"),
        (SITE_URL, "en/index.html", "../index.html"),
        (f"{SITE_URL}en/#a", "essays/index.html", "../en/index.html#a"),
        (f"{SITE_URL}essays/h%C3%A4user/", "index.html", "essays/h%C3%A4user/index.html"),
        (f"{SITE_URL}essays.xml", "en/index.html", "../essays.xml"),
    ],
)
def test_a_link_to_a_page_names_its_file(site: Path, link: str, page: str, expected: str) -> None:
    assert local_link(link, page, site, SITE_URL) == expected


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#c1",
        "?q=a",
        "essays.xml",
        "assets/a.css",
        "assets/",
        "../beside/",
        "nowhere/",
        "en/index.html",
        "https://example.org/en/",
        "//example.org/",
        "mailto:a@example.org",
        "data:,a/",
    ],
)
def test_any_other_link_stays(site: Path, link: str) -> None:
    assert local_link(link, "index.html", site, SITE_URL) == link


def test_only_addresses_change_on_a_page(site: Path) -> None:
    page = f"""<!doctype html>
<link rel="canonical" href="{SITE_URL}"><link rel=preload href="assets/a.css" as="font"
 crossorigin><link rel='alternate' href="essays.xml">
<meta http-equiv="refresh" content="0; url={SITE_URL}en/">
<!-- <a href="en/"> --><script>'<a href="en/">'</script>
<a title='href="en/" &amp; > more'
   href=en/ data-x="en/">ä &amp; <b>€</b></a><a HREF="{SITE_URL}en/?a=1&amp;b=2">
<svg viewBox="0 0 1 1"><a href="en/"><path d="M0"/></a></svg><br/>
<fieldset data-address="essays/{{id}}/" hidden>"""
    changed = local_page(page, "index.html", site, SITE_URL)
    assert changed == (
        page.replace('<link rel=preload href="assets/a.css" as="font"\n crossorigin>', "")
        .replace(f"url={SITE_URL}en/", "url=en/index.html")
        .replace("href=en/", 'href="en/index.html"')
        .replace(f'HREF="{SITE_URL}en/', 'HREF="en/index.html')
        .replace('<a href="en/"><path', '<a href="en/index.html"><path')
        .replace("essays/{id}/", "essays/{id}/index.html")
    )


def test_a_folder_holds_what_needs_no_server(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "folder"
    assert make_folder(site, folder, SITE_URL) == 4
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {name for name in SITE if name.endswith("index.html")}
    assert files == {MADE, "essays.xml", "assets/a.css", *pages}
    assert (folder / "index.html").read_text("utf-8") == '<a href="en/index.html">English</a>'
    assert (site / "index.html").read_text("utf-8") == SITE["index.html"]
    assert [path.name for path in folder.parent.iterdir()] == ["folder"]


def test_a_folder_is_replaced_as_a_whole(site: Path, tmp_path: Path) -> None:
    make_folder(site, tmp_path / "folder", SITE_URL)
    (site / "en/index.html").unlink()
    (tmp_path / "folder" / "more").write_text("more", encoding="utf-8")
    assert make_folder(site, tmp_path / "folder", SITE_URL) == 3
    assert not (tmp_path / "folder" / "more").exists()
    assert not (tmp_path / "folder" / "en").exists()


def test_a_folder_stays_when_a_new_one_cannot_be_made(site: Path, tmp_path: Path) -> None:
    make_folder(site, tmp_path / "folder", SITE_URL)
    (site / "en/index.html").write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError):
        make_folder(site, tmp_path / "folder", SITE_URL)
    assert (tmp_path / "folder" / "en/index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "site"]


@pytest.mark.parametrize(
    ("into", "message"),
    [
        ("mine", "mine/ holds something else"),
        ("file", "file is a file"),
        ("site/folder", "lie in each other"),
        (".", "lie in each other"),
        ("site", "lie in each other"),
    ],
)
def test_what_is_not_ours_is_let_be(site: Path, tmp_path: Path, into: str, message: str) -> None:
    write_files(tmp_path, {"mine/letter": "Dear", "file": "text"})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FolderError, match=message):
        make_folder(site, tmp_path / into, SITE_URL)
    assert sorted(tmp_path.rglob("*")) == before


def test_without_a_site_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="Build it with `make site`"):
        make_folder(tmp_path / "site", tmp_path / "folder", SITE_URL)
