from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.present import Scene
from knowledge.publish.redirects import redirects
from tests.documents import concept, essay, library, question, scene

URL = "https://example.org/kb/"


def base(language: str = "de") -> Scene:
    found = library(
        essay("neu", redirects=("alt", "/2017/alt/", "anderer")),
        essay("anderer"),
        replace(concept("haus"), redirects=("gebaeude",)),
        replace(question("wozu"), redirects=("wofuer",)),
    )
    return scene(found, language)


@pytest.mark.parametrize(("language", "prefix"), [("de", ""), ("en", "en/")])
def test_old_addresses_of_all_kinds_lead_on_in_both_languages(language: str, prefix: str) -> None:
    assert dict(redirects(base(language))) == {
        f"{prefix}essays/alt/index.html": f"{URL}{prefix}essays/neu/",
        f"{prefix}2017/alt/index.html": f"{URL}{prefix}essays/neu/",
        f"{prefix}concepts/gebaeude/index.html": f"{URL}{prefix}concepts/haus/",
        f"{prefix}questions/wofuer/index.html": f"{URL}{prefix}questions/wozu/",
    }


def test_further_pages_lead_to_further_pages() -> None:
    seen = base()
    seen = replace(seen, facts=replace(seen.facts, parts={"haus": 3, "neu": 2}))
    found = dict(redirects(seen))
    assert found["concepts/gebaeude/3/index.html"] == f"{URL}concepts/haus/3/"
    assert found["essays/alt/thread/2/index.html"] == f"{URL}essays/neu/thread/2/"
    assert "2017/alt/thread/2/index.html" not in found
