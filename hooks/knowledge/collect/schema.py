"""What authors may write in front matter and block options: typed tables.

Scalars arrive as text (see `source`), so that `no`, `4` or `07:55:00` stay what was
written until a field here says what they are.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from knowledge.model import LISTINGS, CommentKind, ConceptKind, Status

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
REDIRECT_PATTERN = r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*|/(?:[A-Za-z0-9_~-]+/)+)$"
COMMENT_ID_PATTERN = r"^c[0-9]+$"
WEB_ADDRESS = r"^https?://[^\s<>\"]+$"
LANGUAGE_CODE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$"
QUESTION_PLACE = r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:#c[0-9]+)?$"
REFERENCE_KEY = r"^[\w.:-]+$"
PARTIAL_DATE = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?")


def or_empty(pattern: str) -> str:
    """A pattern that a field without a value fits as well."""
    return rf"^(?:{pattern[1:-1]})?$"


def _one_or_many(value: Any) -> Any:
    """A single text where a list is expected is a list of one."""
    return ([value] if value else []) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    """A date as text; pydantic would take any number for seconds since 1970."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ValueError("Expected a date such as 2017-11-16")
    return _existing(dt.date, value)


def _moment(value: Any) -> Any:
    """A date, or a date and time, as text."""
    if isinstance(value, str) and DAY_AND_TIME.fullmatch(value):
        return _existing(dt.datetime, value)
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ValueError("Expected a date such as 2017-11-16 or 2017-11-16T07:55")
    return _existing(dt.date, value)


def _existing(kind: type[dt.date], value: str) -> dt.date:
    try:
        return kind.fromisoformat(value)
    except ValueError as error:
        raise ValueError("Expected a date that the calendar has, such as 2017-11-16") from error


def _partial_date(value: str) -> str:
    """A year, a month or a day that exists."""
    match = PARTIAL_DATE.fullmatch(value)
    try:
        if not match:
            raise ValueError
        dt.date.fromisoformat(f"{match[1]}{match[2] or '-01'}{match[3] or '-01'}")
    except ValueError:
        message = "Expected a year, a month or a day such as 2016, 2016-03 or 2016-03-07"
        raise ValueError(message) from None
    return value


def _imprint(value: Any) -> Any:
    """A text, or one for each language."""
    texts = value.values() if isinstance(value, dict) else [value]
    if not all(text is None or isinstance(text, str) for text in texts):
        raise ValueError("Expected a text, or one for each language below it, such as `de: …`")
    if isinstance(value, dict):
        return {str(language): text or "" for language, text in value.items()}
    return value or ""


def _known_listing(value: str) -> str:
    if value and value not in LISTINGS:
        raise ValueError(f"Expected one of {', '.join(LISTINGS)}")
    return value


Day = Annotated[dt.date, BeforeValidator(_day)]
Moment = Annotated[dt.datetime | dt.date, BeforeValidator(_moment)]
Id = Annotated[str, Field(pattern=ID_PATTERN)]
IdOrNone = Annotated[str, Field(pattern=or_empty(ID_PATTERN))]
Ids = Annotated[
    tuple[Id, ...], BeforeValidator(_one_or_many, json_schema_input_type=tuple[Id, ...] | IdOrNone)
]
Texts = Annotated[
    tuple[str, ...], BeforeValidator(_one_or_many, json_schema_input_type=tuple[str, ...] | str)
]
Text = Annotated[str, Field(min_length=1)]
Imprint = Annotated[
    str | dict[str, str], BeforeValidator(_imprint, json_schema_input_type=str | dict[str, str])
]
Redirect = Annotated[str, Field(pattern=REDIRECT_PATTERN)]
Redirects = Annotated[
    tuple[Redirect, ...],
    BeforeValidator(_one_or_many, json_schema_input_type=tuple[Redirect, ...] | Redirect),
]
PartialDate = Annotated[
    str,
    AfterValidator(_partial_date),
    Field(json_schema_extra={"pattern": rf"^(?:{PARTIAL_DATE.pattern})?$"}),
]
Listing = Annotated[
    str, AfterValidator(_known_listing), Field(json_schema_extra={"enum": ["", *LISTINGS]})
]
CommentId = Annotated[str, Field(pattern=COMMENT_ID_PATTERN)]
CommentIdOrNone = Annotated[str, Field(pattern=or_empty(COMMENT_ID_PATTERN))]
WebAddress = Annotated[str, Field(pattern=or_empty(WEB_ADDRESS))]
LanguageCode = Annotated[str, Field(pattern=or_empty(LANGUAGE_CODE))]
QuestionPlace = Annotated[str, Field(pattern=or_empty(QUESTION_PLACE))]


class Table(BaseModel):
    """Fields with no others beside them."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceMatter(Table):
    """Where an essay was published first."""

    title: str = ""
    author: str = ""
    url: WebAddress = ""
    date: Day | None = None
    rights: str = ""


class ReferenceMatter(Table):
    """An entry of the list of references; its number is its position."""

    key: Annotated[str, Field(pattern=REFERENCE_KEY)]
    text: Text
    concept: IdOrNone = ""
    url: WebAddress = ""


class DocumentMatter(Table):
    """What every document may have."""

    title: Text
    nav_title: str = ""
    summary: str = ""
    original: Literal["de", "en"] | None = None


class EssayMatter(DocumentMatter):
    """An essay's front matter."""

    author: str = ""
    date: Day | None = None
    updated: Day | None = None
    tags: Texts = ()
    draft: bool = False
    source: SourceMatter | None = None
    references: tuple[ReferenceMatter, ...] = ()
    answers: Ids = ()
    redirects: Redirects = ()


class MatchMatter(Table):
    """How a concept's labels are matched."""

    case: bool = False
    compounds: bool = True
    never: Texts = ()


class ConceptMatter(DocumentMatter):
    """A concept's front matter."""

    aliases: Texts = ()
    kind: ConceptKind = ConceptKind.IDEA
    date: PartialDate = ""
    broader: Ids = ()
    related: Ids = ()
    contrasts: Ids = ()
    part_of: Ids = ()
    match: MatchMatter = MatchMatter()
    redirects: Redirects = ()


class QuestionSetMatter(Table):
    """A question's place in a set."""

    id: Id
    number: Annotated[int, Field(ge=1)]


class QuestionMatter(DocumentMatter):
    """A question's front matter."""

    asked_in: QuestionPlace = ""
    asked_by: Literal["author", "reader"] = "author"
    date: Day | None = None
    set: QuestionSetMatter | None = None
    closed: bool = False
    draft: bool = False
    redirects: Redirects = ()


class PageMatter(DocumentMatter):
    """The front matter of a page of the site itself."""

    listing: Listing = ""
    hide: Texts = ()
    """Read by the theme: `navigation`, `toc`."""


class ThreadMatter(Table):
    """The front matter of a thread file: what the source claimed."""

    declared: Annotated[int, Field(ge=0)] | None = None


class CommentOptions(BaseModel):
    """The options of a comment block."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: CommentId
    date: Moment | None = None
    reply_to: CommentIdOrNone = Field("", alias="reply-to")
    answers: Ids = ()
    kind: CommentKind = CommentKind.COMMENT
    status: Status = Status.PUBLISHED
    lang: LanguageCode = ""
    url: WebAddress = ""
    author_of_essay: bool = Field(False, alias="author-of-essay")


class LedgerEntryMatter(Table):
    """A decision in `links.yml`."""

    concept: Id
    surface: Text
    essay: IdOrNone = ""
    section: str = ""
    reason: str = ""


class LedgerMatter(Table):
    """The file `links.yml`."""

    accepted: tuple[LedgerEntryMatter, ...] = ()
    rejected: tuple[LedgerEntryMatter, ...] = ()


class ExtraMatter(BaseModel):
    """What this project reads under `extra` in `mkdocs.yml`; the theme reads other things there."""

    model_config = ConfigDict(extra="allow", frozen=True)

    imprint: Imprint = ""
    contact: str = ""
    homepage: str = ""
    generator: bool = True


class SettingsMatter(BaseModel):
    """What this project adds to `mkdocs.yml`."""

    model_config = ConfigDict(extra="allow", frozen=True)

    extra: ExtraMatter = ExtraMatter()
