from __future__ import annotations

import pytest

from knowledge.importing.languages import recognise

TEXTS = {
    "Das ist ein Text, und er handelt von der Arbeit.": "de",
    "This is a text, and it is about the work that we do.": "en",
    "C'est un texte, et il est dans la langue que nous avons ici pour vous.": "fr",
    "Danke": "",
    "": "",
    "👍 https://the.and.of/is-it-the-one": "",
    "Das ist of the people und der Rest and so on": "",
    "شكرا على هذا المقال": "",
}


@pytest.mark.parametrize(("text", "language"), TEXTS.items())
def test_the_small_words_of_a_text_tell_its_language(text: str, language: str) -> None:
    assert recognise(text) == language
