from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.names import Names, shown

NAMES = {
    "Anna Maria Schmidt": ("Anna Maria Schmidt", "A. M. S."),
    "Schmidt": ("Schmidt", "S."),
    "ina": ("ina", "I."),
    "Dr. Anna-Lena Roth": ("Dr. Anna-Lena Roth", "A. L. R."),
    "ina.roth@post.example": ("", ""),
    "Ina Roth <ina@post.example>": ("Ina Roth", "I. R."),
    "https://blog.example/über": ("", ""),
    "www.blog.de": ("", ""),
    "203.0.113.7": ("", ""),
    "2001:db8::1:7": ("", ""),
    "x\n    id: c9": ("x id: c9", "X. I. C."),
    "Émile d'Alembert": ("Émile d'Alembert", "É. D."),
    "علي حسن": ("علي حسن", "ع. ح."),
    "🙂": ("🙂", ""),
    "": ("", ""),
}


@pytest.mark.parametrize(("name", "forms"), NAMES.items())
def test_how_much_of_a_name_is_shown(name: str, forms: tuple[str, str]) -> None:
    assert (shown(name, Names.FULL), shown(name, Names.INITIALS)) == forms
    assert shown(name, Names.NONE) == ""


@given(st.text(), st.sampled_from(Names))
def test_a_name_is_one_line_without_an_address(name: str, names: Names) -> None:
    found = shown(f"{name} ina@post.example", names)
    assert "@post" not in found
    assert len(found.splitlines()) <= 1
