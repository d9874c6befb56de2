from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.model import Markup
from knowledge.receiving.mails import read_mail
from knowledge.receiving.submission import UnreadableError, What
from tests.receiving.sent import add, base, comment, mail, words

UMLAUTS = "Größe, Übermaß – „so“ €"


def test_a_mail_says_who_when_where_and_what() -> None:
    sent = read_mail(bytes(mail(UMLAUTS)))
    assert (sent.what, sent.language, sent.page) == (What.COMMENT, "de", "essays/vom-haus")
    assert (sent.name, sent.is_name_wanted) == ("Edith Fuchs", False)
    assert sent.date == dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
    assert (sent.text.strip(), sent.markup) == (UMLAUTS, Markup.MARKDOWN)
    assert sent.key == "mail:<1@example.org>"


def test_it_comes_to_stand_with_initials_and_without_the_address(tmp_path: Path) -> None:
    site = base(tmp_path)
    receipt = add(site, bytes(mail(UMLAUTS)))
    assert comment(site, receipt).name == "E. F."
    everything = "".join(
        path.read_text("utf-8")
        for path in (tmp_path / "docs").rglob("*")
        if path.suffix in {".md", ".json"}
    )
    assert "example.org>" not in everything
    assert "Edith" not in everything


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252"])
def test_every_encoding_is_read(cte: str, charset: str) -> None:
    message = mail()
    message.set_content("Größe für 3 €\n", charset=charset, cte=cte)
    assert read_mail(bytes(message)).text.strip() == "Größe für 3 €"


def test_a_charset_that_does_not_exist_is_guessed() -> None:
    data = bytes(mail()).replace(b'charset="utf-8"', b'charset="x-unknown"')
    head, _, _ = data.partition(b"\n\n")
    body = ("Größe und Übermaß, wie sie jeder kennt, für alle. " * 4).encode("windows-1252")
    head = head.replace(b"7bit", b"8bit")
    assert "Größe und Übermaß" in read_mail(head + b"\n\n" + body).text


def test_of_two_bodies_the_plain_one_is_taken() -> None:
    message = mail("Worte.")
    message.add_alternative("<p>Andere <b>Worte</b>.</p>", subtype="html")
    assert read_mail(bytes(message)).text.strip() == "Worte."
    assert read_mail(bytes(message)).left_out == ()


def test_a_body_of_html_alone_is_sanitised(tmp_path: Path) -> None:
    message = mail()
    message.set_content(
        "<html><head><style>p{}</style><script>alert(1)</script></head><body onload=x()>"
        "<p>Ein <b>Wort</b><img src='http://t.example/pixel.gif'></p>"
        "<a href='javascript:alert(2)'>hier</a></body></html>",
        subtype="html",
    )
    site = base(tmp_path)
    receipt = add(site, bytes(message))
    text = words(site, receipt)
    assert "Ein **Wort**" in text
    assert "alert" not in text
    assert "<img" not in text
    assert "hier" in text
    assert {"pictures", "script"} <= {note.kind for note in receipt.notes}


def test_attachments_are_named_and_not_taken(tmp_path: Path) -> None:
    message = mail("Mit Anhang.")
    message.add_attachment(
        b"\x00" * 300_000, maintype="application", subtype="x-tar", filename="a.tar"
    )
    message.add_attachment("Text im Anhang", filename="b.txt")
    site = base(tmp_path)
    receipt = add(site, bytes(message))
    assert receipt.left_out == (
        "attachment: a.tar (application/x-tar)",
        "attachment: b.txt (text/plain)",
    )
    assert words(site, receipt).strip() == "Mit Anhang."


@pytest.mark.parametrize(
    ("text", "kept", "left_out"),
    [
        ("Ja.\n\n-- \nE. Fuchs\nTel. 0123\n", "Ja.", ("signature",)),
        ("Ja.\n\nAm 1.1.2026 schrieb A. B.:\n> Frage?\n> Noch eine\n", "Ja.", ("quoted mail",)),
        ("Ja.\n\n-----Original Message-----\nFrom: x\n\nFrage", "Ja.", ("quoted mail",)),
        ("> Frage?\n\nJa.\n\n> Noch?\n\nNein.\n", "> Frage?\n\nJa.\n\n> Noch?\n\nNein.", ()),
    ],
)
def test_what_a_mail_carries_along_is_left_out(
    text: str, kept: str, left_out: tuple[str, ...]
) -> None:
    sent = read_mail(bytes(mail(text)))
    assert (sent.text.strip(), sent.left_out) == (kept, left_out)


@pytest.mark.parametrize(
    ("subject", "what", "page"),
    [
        ("Re: Kommentar [essays/vom-haus#c4]", What.COMMENT, "essays/vom-haus#c4"),
        ("AW: Re: Frage [essays/vom-haus]", What.QUESTION, "essays/vom-haus"),
        ("Question [questions/wozu]", What.QUESTION, "questions/wozu"),
        ("=?utf-8?q?Kommentar_=5Bessays/vom-haus=5D?=", What.COMMENT, "essays/vom-haus"),
        ("Ihr Text", What.COMMENT, ""),
        ("Kommentar [../../etc]", What.COMMENT, ""),
    ],
)
def test_the_subject_says_what_it_is_and_where(subject: str, what: What, page: str) -> None:
    sent = read_mail(bytes(mail(Subject=subject)))
    assert (sent.what, sent.page) == (what, page)


def test_a_question_is_the_first_sentence() -> None:
    sent = read_mail(bytes(mail("Wozu das\nHaus? Ich wohne\nim Zelt.", Subject="Frage [essays/x]")))
    assert sent.title == "Wozu das Haus?"
    assert sent.text.split() == "Ich wohne im Zelt.".split()


def test_what_no_person_wrote_is_noted() -> None:
    message = mail(
        Auto_Submitted="auto-replied",
        List_Unsubscribe="<mailto:x@y.example>",
        Reply_To="z@w.example",
    )
    kinds = [note.kind for note in read_mail(bytes(message)).notes]
    assert kinds == ["automatic", "automatic", "other-sender"]


def test_without_an_id_the_bytes_are_the_id() -> None:
    one, two = (bytes(mail(text, Message_ID="")) for text in ("Eins.", "Zwei."))
    assert read_mail(one).key == read_mail(one).key != read_mail(two).key


@pytest.mark.parametrize(
    "date", ["", "gestern", "Fri, 99 Nov 2026 11:00:00 +0100", "Fri, 20 Nov 2026"]
)
def test_a_date_that_is_none_is_left_out(tmp_path: Path, date: str) -> None:
    site = base(tmp_path)
    data = bytes(mail(Date="")).replace(b"Message-ID", f"Date: {date}\nMessage-ID".encode())
    receipt = add(site, data)
    assert comment(site, receipt).date is None or date == "Fri, 20 Nov 2026"


def test_a_date_to_come_is_left_out(tmp_path: Path) -> None:
    site = base(tmp_path)
    receipt = add(site, bytes(mail(Date="Fri, 20 Nov 2999 11:00:00 +0100")))
    assert comment(site, receipt).date is None
    assert "no-date" in {note.kind for note in receipt.notes}


def test_a_mail_without_text_is_said_to_be_none() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content(b"x", maintype="image", subtype="png")
    with pytest.raises(UnreadableError, match="no text"):
        read_mail(bytes(message))


HEADERS = st.sampled_from(
    [
        "From",
        "Subject",
        "Date",
        "Message-ID",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Reply-To",
    ]
)
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=40),
    st.sampled_from(
        [
            "multipart/mixed; boundary=x",
            "text/html; charset=x-none",
            "text/plain; charset=utf-7",
            "base64",
            "=?utf-8?b?====?=",
            "=?x-none?q?=FF?=",
            "a@b, <c@d>, group: ;",
        ]
    ),
)


@given(st.lists(st.tuples(HEADERS, VALUES), max_size=8), st.binary(max_size=200))
def test_any_bytes_are_a_mail_or_said_to_be_none(
    headers: list[tuple[str, str]], body: bytes
) -> None:
    head = "".join(f"{name}: {value}\n" for name, value in headers).encode()
    try:
        sent = read_mail(b"Subject: x\n" + head + b"\n" + body)
    except UnreadableError:
        return
    assert isinstance(sent.text, str)
    assert "\n" not in sent.title
