from __future__ import annotations

import pytest

from knowledge.present.address import Addresses

URL = "https://example.org/kb/"
FOLDERS = Addresses(URL, "de")
FILES = Addresses(URL, "de", directory_urls=False)

PAGES = [
    ("/", "de", "", "index.html"),
    ("/", "en", "en/", "en/index.html"),
    ("/concepts/resonanz/", "de", "concepts/resonanz/", "concepts/resonanz/index.html"),
    ("/concepts/resonanz/", "en", "en/concepts/resonanz/", "en/concepts/resonanz/index.html"),
]


@pytest.mark.parametrize(("path", "language", "folder", "file"), PAGES)
def test_a_page_has_an_address_in_each_language(
    path: str, language: str, folder: str, file: str
) -> None:
    assert FOLDERS.of_page(path, language) == folder
    assert FILES.of_page(path, language) == file
    assert FOLDERS.absolute(path, language) == URL + folder
    assert FILES.absolute(path, language) == URL + file


def test_a_site_that_does_not_know_its_address_starts_at_the_root() -> None:
    assert Addresses("", "de").absolute("/concepts/a/", "en") == "/en/concepts/a/"


RELATIVE = [
    ("", "", "./"),
    ("concepts/a/", "", "concepts/a/"),
    ("", "concepts/a/", "../../"),
    ("concepts/b/", "concepts/a/", "../../concepts/b/"),
    ("en/concepts/a/", "concepts/a/", "../../en/concepts/a/"),
    ("assets/x.png", "en/concepts/a/", "../../../assets/x.png"),
    ("concepts/b/index.html", "concepts/a/index.html", "../../concepts/b/index.html"),
    ("index.html", "index.html", "index.html"),
]


@pytest.mark.parametrize(("target", "base", "href"), RELATIVE)
def test_links_are_relative_to_the_page_they_stand_on(target: str, base: str, href: str) -> None:
    assert FOLDERS.relative(target, base) == href


def settle(html: str, addresses: Addresses = FOLDERS, language: str = "en") -> str:
    base = addresses.of_page("/concepts/a/", language)
    return addresses.settle(html, language, base)


def test_neutral_links_lead_to_the_language_they_are_read_in() -> None:
    html = '<a href="kb:/concepts/b/#eins">B</a>'
    assert settle(html) == '<a href="../../../en/concepts/b/#eins">B</a>'
    assert settle(html, language="de") == '<a href="../../concepts/b/#eins">B</a>'
    assert settle(html, FILES) == '<a href="../../../en/concepts/b/index.html#eins">B</a>'


def test_a_link_to_the_page_itself_is_an_anchor() -> None:
    assert settle('<a href="kb:/concepts/a/#eins">A</a>') == '<a href="#eins">A</a>'
    assert settle('<a href="kb:/concepts/a/">A</a>') == '<a href="../../../en/concepts/a/">A</a>'


def test_other_files_have_one_address_in_all_languages() -> None:
    html = '<img src="kb-file:/assets/x.png" alt="kb:/concepts/a/">'
    expected = '<img src="../../../assets/x.png" alt="kb:/concepts/a/">'
    assert settle(html) == settle(html, FILES) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<p>kb:/x/ <a href="https://example.org/kb:/x/">a</a> <a href="#b">b</a> &amp;</p>',
        '<p>who writes href="kb:/concepts/b/" or src="kb-file:/x.png" means these words</p>',
        'href="kb:/concepts/b/" without a tag',
        '<p><em title="a">href="kb:/concepts/b/" href="kb:/concepts/b/"</em></p>',
        '<img alt="kb:/concepts/b/"><a href="kbx:/concepts/b/">b</a><a href="kb">c</a>',
        '<a href="kb:/concepts/b/',
    ],
)
def test_everything_else_stays_as_it_is(html: str) -> None:
    assert settle(html) == html


@pytest.mark.parametrize("words", ['href="kb:/concepts/b/"', 'href="kb', 'src="kb:/x'])
def test_a_link_behind_words_that_look_like_one_is_one(words: str) -> None:
    html = f'<p>{words} <a class="a" href="kb:/concepts/b/">b</a></p>'
    expected = f'<p>{words} <a class="a" href="../../concepts/b/">b</a></p>'
    assert settle(html, language="de") == expected
