from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.site import Site
from tests.build.small import SETTINGS, small_project
from tests.project import run


def build(folder: Path, settings: str) -> Site:
    project = small_project(folder, settings)
    outcome = run("mkdocs", "build", "--strict", folder=project)
    assert outcome.code == 0, outcome.errors
    return Site(project / "site")


@pytest.fixture(scope="module")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Site:
    text = SETTINGS.replace("homepage: .", "homepage: .\n      contact: kb@example.org")
    text = text.replace("\n    nav:", "\n    repo_url: https://github.com/example/kb\n    nav:")
    return build(tmp_path_factory.mktemp("configured"), text)


def ways(site: Site, path: str) -> list[tuple[str, str]]:
    links = site.page(path).xpath("//p[@class='kb-ways']/a")
    return [(link.text_content(), link.get("href")) for link in links]


def test_a_thread_leads_to_forms_and_mails(configured: Site) -> None:
    new = "https://github.com/example/kb/issues/new"
    assert ways(configured, "/essays/haeuser/") == [
        ("Kommentieren", f"{new}?template=kommentar.yml&page=essays/haeuser"),
        (
            "Per E-Mail kommentieren",
            "mailto:kb@example.org?subject=Kommentar%20%5Bessays/haeuser%5D",
        ),
        ("Eine Frage stellen", f"{new}?template=frage.yml&page=essays/haeuser"),
        ("Per E-Mail fragen", "mailto:kb@example.org?subject=Frage%20%5Bessays/haeuser%5D"),
    ]
    assert ways(configured, "/en/essays/haeuser/")[0] == (
        "Comment",
        f"{new}?template=comment.yml&page=essays/haeuser",
    )


def test_every_question_that_was_asked_somewhere_can_be_answered(configured: Site) -> None:
    for path in ("/questions/wozu/", "/questions/antwort/"):
        assert [text for text, _ in ways(configured, path)] == ["Antworten", "Per E-Mail antworten"]
        assert [text for text, _ in ways(configured, f"/en{path}")] == [
            "Answer",
            "Answer by e-mail",
        ]
    assert ways(configured, "/questions/offen/") == []  # there is no thread for an answer


def test_they_stand_once_and_on_no_other_page(configured: Site) -> None:
    for address, page in configured.pages.items():
        found = page.xpath("//p[@class='kb-ways']")
        has_place = "/essays/" in address or "/questions/" in address
        assert len(found) <= has_place


def test_the_link_to_the_repository_asks_nobody(configured: Site) -> None:
    page = configured.page("/essays/haeuser/")
    assert page.xpath("//a[@class='md-source']/@href") == ["https://github.com/example/kb"]
    assert not page.xpath("//*[@data-md-component='source']")


def test_without_settings_there_are_none(small: Site) -> None:
    assert not [page for page in small.pages.values() if page.xpath("//p[@class='kb-ways']")]
