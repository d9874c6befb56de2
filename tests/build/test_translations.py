from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from tests.build.site import Site, one, select, text
from tests.build.small import small_project
from tests.project import Outcome, run

ORIGINAL = "docs/essays/haeuser/index.de.md"
TRANSLATION = "docs/essays/haeuser/index.en.md"
PAGE = "/en/essays/haeuser/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project in a repository of its own, all translations accepted."""
    project = small_project(tmp_path)
    for command in (["init", "-q"], ["add", "docs", "mkdocs.yml"]):
        subprocess.run(["git", *command], cwd=project, check=True)
    accept(project, "--all")
    return project


def accept(project: Path, *names: str) -> Outcome:
    outcome = run("kb.main", "translations", "accept", *names, folder=project)
    assert outcome.code == 0, outcome.errors
    return outcome


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    whole = path.read_text(encoding="utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new), encoding="utf-8")


def build(project: Path) -> Site:
    outcome = run("mkdocs", "build", "--strict", folder=project)
    assert outcome.code == 0, outcome.errors
    return Site(project / "site")


def notices(page: HtmlElement) -> list[str]:
    return [text(found) for found in select(page, "div.kb-text p.kb-notice")]


def lacks(site: Site) -> list[str]:
    """What the page says that is to be translated."""
    rows = site.page("/en/about/translations/").xpath("//table[@class='kb-lacks']/tbody/tr")
    return [text(row) for row in rows]


def test_the_whole_way_of_a_section_from_an_edit_to_its_acceptance(project: Path) -> None:
    assert notices(build(project).page(PAGE)) == []
    edit(project, ORIGINAL, "Viele Häuser haben", "Wenige Häuser haben")
    site = build(project)
    page = site.page(PAGE)
    assert notices(page) == [
        "This section of the original has been changed since it was translated. To the original"
    ]
    notice = one(page, "div.kb-text p.kb-notice")
    before = notice.getprevious()
    assert before is not None
    assert (before.tag, before.get("id")) == ("h2", "dach")
    (link,) = select(notice, "a")
    assert (link.get("href"), link.get("hreflang")) == ("../../../essays/haeuser/#dach", "de")
    assert notices(site.page("/essays/haeuser/")) == []
    assert "The roof On houses out of date 7% of the original’s words" in lacks(site)
    assert "Dach all of it in English missing" in lacks(site)
    assert site.broken() == []
    accept(project, f"{TRANSLATION}#dach")
    site = build(project)
    assert notices(site.page(PAGE)) == []
    assert not any("out of date" in row for row in lacks(site))


def test_a_changed_title_shows_above_the_text(project: Path) -> None:
    edit(project, ORIGINAL, "title: Von Häusern", "title: Über Häuser")
    page = build(project).page(PAGE)
    assert notices(page) == [
        "The opening of the original has been changed since this was translated. To the original"
    ]
    assert one(page, "div.kb-text")[0].get("class") == "kb-notice kb-notice--section"


NEW = """## Neu { #neu }

Ein Garten am Haus [@buch].[^1] Siehe [oben](#dach).

### Klein

[^1]: Eine Anmerkung.

## Das Dach { #dach }"""


def test_a_new_section_stands_in_its_place_in_the_original_language(project: Path) -> None:
    edit(project, ORIGINAL, "## Das Dach { #dach }", NEW)
    site = build(project)
    page = site.page(PAGE)
    lent = one(page, "div.kb-borrowed")
    assert lent.get("lang") == "de"
    assert [h.get("id") for h in page.xpath("//div[contains(@class, 'kb-text')]//h2")] == [
        "neu",
        "dach",
    ]
    assert text(lent).startswith("Neu#This section has not been translated yet")
    assert one(lent, "p.kb-notice").get("lang") == "en"
    concepts = [link.get("href") for link in select(lent, "a.kb-concept")]
    assert concepts == ["../../../en/concepts/haus/"]  # *garden* is known in English only
    (note,) = lent.xpath(".//sup[starts-with(@id, 'fnref')]/a/@href")
    assert note == "../../../essays/haeuser/#fn:1"
    toc = page.xpath("//nav[contains(@class, 'md-nav--secondary')]//span[@lang='de']")
    assert [text(entry) for entry in toc] == ["Neu", "Klein"]
    assert site.broken() == []
    ids = site.ids["https://querverweis.example/en/essays/haeuser/"]
    assert len(ids) == len(set(ids))
    assert select(site.page("/essays/haeuser/"), "div.kb-borrowed") == []


def test_a_concept_and_a_question_lag_as_a_whole(project: Path) -> None:
    edit(project, "docs/concepts/haus.de.md", "Worin man wohnt.", "Worin man lebt.")
    edit(project, "docs/questions/wozu.de.md", "---\nWozu?", "---\nWofür?")
    site = build(project)
    for path in ("/en/concepts/haus/", "/en/questions/wozu/"):
        assert len(notices(site.page(path))) == 1


def test_a_translation_whose_original_is_gone_is_an_original(project: Path) -> None:
    (project / "docs/concepts/haus.de.md").unlink()
    edit(project, "docs/concepts/haus.en.md", "title: house\n", "title: house\nrelated: [dach]\n")
    site = build(project)
    assert notices(site.page("/en/concepts/haus/")) == []
    assert "So far this page exists in English only." not in text(site.page("/en/concepts/haus/"))
    outcome = run("kb.main", "translations", folder=project)
    assert "docs/concepts/haus.en.md was a translation; its original is gone" in outcome.output


def test_the_picture_shows_each_document_with_a_cell_for_each_section(project: Path) -> None:
    edit(project, ORIGINAL, "Viele Häuser haben", "Wenige Häuser haben")
    site = build(project)
    for language, lag in (("", "1 überholt"), ("en/", "1 out of date")):
        page = site.page(f"/{language}about/translations/")
        tiles = {
            text(select(t, "a")[0]): t for t in page.xpath("//ul[contains(@class, 'kb-tiles')]/li")
        }
        essay = tiles["Von Häusern" if not language else "On houses"]
        (drawing,) = select(essay, "svg")
        assert lag in str(drawing.get("aria-label"))
        assert drawing.get("role") == "img"
        assert len(drawing.xpath("./*[contains(@class, 'kb-cell--stale')]")) == 2
        assert len(drawing.xpath("./*[contains(@class, 'kb-cell--current')]")) == 2


def test_the_glossary_has_both_languages_and_its_files(project: Path) -> None:
    site = build(project)
    page = site.page("/en/concepts/glossary/")
    rows = [text(row) for row in page.xpath("//table[@class='kb-glossary']/tbody/tr")]
    assert "houseHausWhere people live." in rows
    assert "gardennot translated yetWhat is around it." in rows
    links = [site.file(link) for _, _, link in site.links() if "/glossary." in link]
    assert {path.name for path in links} == {"glossary.csv", "glossary.tbx"}
    assert all(path.is_file() for path in links)
