from __future__ import annotations

import base64
import hashlib

import pytest
from jinja2 import DictLoader, Environment

from knowledge.present.policy import add_policy, admitting, guarded, hash_of
from knowledge.preview.admitted import admitted, with_script

SIGN = "0123"
HEAD = "<meta content=\"script-src 'self'{{ policy_place }};\">"


def environment(page: str) -> Environment:
    env = Environment(
        loader=DictLoader({"page.html": page, "part.html": "<script>part()</script>"})
    )
    add_policy(env, SIGN)
    return env


def sha(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def shown(page: str, **context: object) -> str:
    return environment(page).get_template("page.html").render(**context)


def test_scripts_of_templates_are_admitted_in_order_and_once() -> None:
    page = shown(
        HEAD + "<script>one('ä')</script>{% include 'part.html' %}<script>one('ä')</script>"
    )
    one, part = sha("one('ä')"), sha("part()")
    assert f"script-src 'self' {one} {part};" in page
    assert SIGN not in page


def test_a_script_that_a_text_brings_is_not_admitted() -> None:
    hostile = f"<script>evil()</script><script{SIGN[:2]}>evil()</script>"
    page = shown(HEAD + "<script>own()</script>{{ text }}", text=hostile)
    assert hostile in page
    assert page.count("sha256-") == 1
    assert sha("own()") in page


def test_what_is_written_into_a_script_is_hashed_as_it_stands() -> None:
    assert sha("at('../')") in shown(HEAD + "<script>at('{{ root }}')</script>", root="../")


@pytest.mark.parametrize(
    "script",
    [
        '<script src="a.js" defer>',
        '<script type="text/plain" data-src="a.js">',
        '<script type="application/ld+json">{}',
        '<script id="c" type="application/json">{}',
        "<script>",
    ],
)
def test_what_does_not_run_within_the_page_needs_no_hash(script: str) -> None:
    page = shown(f"{HEAD}{script}</script>")
    assert "sha256" not in page
    assert f"{script}</script>" in page


@pytest.mark.parametrize("kind", ["module", "text/javascript"])
def test_a_script_may_say_that_it_is_one(kind: str) -> None:
    assert sha("a()") in shown(f'{HEAD}<script type="{kind}">a()</script>')


def test_a_page_without_a_policy_loses_its_signs_only() -> None:
    assert shown("<script>a()</script>") == "<script>a()</script>"
    assert guarded("<p>a</p>", SIGN) == "<p>a</p>"


def test_half_a_character_is_hashed_as_it_is_written() -> None:
    assert hash_of("\ud800") == sha("&#55296;")


def test_the_script_of_the_server_is_admitted_and_no_other() -> None:
    page = f"<meta content=\"script-src 'self' {sha('own()')};\"><script>own()</script>".encode()
    waits = b"<script>\nvar livereload = 1;\n</script></body>"
    assert sha("\nvar livereload = 1;\n").encode() in with_script(page + waits)
    assert with_script(page) == page
    assert admitting(b"<p>", "a()") == b"<p>"


def test_what_is_no_page_passes_the_server_untouched() -> None:
    told: list[object] = []
    body = [b"script-src 'self' <script>livereload</script>"]
    app = admitted(lambda _, start: start("200 OK", [("Content-Type", "text/css")]) or body)
    assert app({}, lambda *answer: told.extend(answer)) is body
    assert told == ["200 OK", [("Content-Type", "text/css")]]
