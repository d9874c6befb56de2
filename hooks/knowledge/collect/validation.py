"""From text to typed tables, and from pydantic's errors to sentences an author can act on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge.check.nearest import did_you_mean
from knowledge.collect import schema

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]
Complaint = tuple[Path, str]
"""The path of a value in its table, and what is wrong with it."""

EXPECTED_BY_PATTERN = {
    schema.ID_PATTERN: "an id: lower-case letters a to z and digits, joined by hyphens",
    schema.COMMENT_ID_PATTERN: "the id of a comment: c and digits, such as `c4`",
    schema.REDIRECT_PATTERN: "an old id, or an old address such as `/2017/11/old-name/`",
    schema.WEB_ADDRESS: "an address that begins with http:// or https://",
    schema.LANGUAGE_CODE: "a language such as `en` or `de-AT`",
    schema.QUESTION_PLACE: "the id of an essay, or `essay-id#c4` for a comment",
    schema.REFERENCE_KEY: "a key of letters, digits and . : _ -",
}
EXPECTED_BY_PATTERN |= {schema.or_empty(p): words for p, words in EXPECTED_BY_PATTERN.items()}
EXPECTED_BY_TYPE = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "model_type": "a table, `name: value` line by line",
    "string_type": "text",
    "tuple_type": "a list",
}
FITS_EVERY_REQUIRED_FIELD = "c0"
"""Stands for a required field that is missing while the others are read."""


def validate(model: type[Model], values: Mapping[str, Any]) -> tuple[Model, list[Complaint]]:
    """A table filled from what could be used, and complaints about the rest.

    What is wrong is left out, so that one mistake does not hide a document; a required
    field that is missing or wrong stays at its empty value.

    Args:
        model: the table.
        values: what the author wrote, every scalar as text.
    """
    try:
        return model.model_validate(dict(values)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    usable = _usable(values, {detail["loc"][:2] for detail in details})
    complaints = [_complaint(model, detail) for detail in details]
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    missing = required - usable.keys()
    filled = model.model_validate(usable | dict.fromkeys(missing, FITS_EVERY_REQUIRED_FIELD))
    return filled.model_copy(update=dict.fromkeys(missing, "")), complaints


def _usable(values: Mapping[str, Any], wrong: Collection[Path]) -> dict[str, Any]:
    """What is right: of a list the items that are, all else as a whole or not at all."""
    usable: dict[str, Any] = {}
    for key, value in values.items():
        if not any(path[0] == key for path in wrong):
            usable[key] = value
        elif isinstance(value, list) and (key,) not in wrong:
            usable[key] = [item for i, item in enumerate(value) if (key, i) not in wrong]
    return usable


def _complaint(model: type[BaseModel], detail: ErrorDetails) -> Complaint:
    path = detail["loc"]
    named = [str(part) for part in path if isinstance(part, str)]
    sentence = _sentence(model, path, ".".join(named), detail)
    value = detail["input"]
    if isinstance(path[-1], int) and isinstance(value, str) and "," in value:
        sentence += f" Write several as `[{value}]`."
    return path, sentence


def _sentence(model: type[BaseModel], path: Path, name: str, detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            known = _field_names(model, path[:-1])
            hint = did_you_mean(str(path[-1]), known) or f" Known are: {', '.join(known)}."
            return f"There is no field `{name}` here.{hint}"
        case "missing":
            return f"Expected a field `{name}`, found none. Add `{path[-1]}: …`."
        case "string_too_short":
            return f"Expected text in `{name}`, found nothing."
        case "string_pattern_mismatch":
            pattern = str(context.get("pattern", ""))
            expected = EXPECTED_BY_PATTERN.get(pattern, f"text of the form {pattern}")
        case "literal_error" | "enum":
            expected = f"one of {context.get('expected')}"
        case "value_error":
            expected = str(context.get("error", "")).removeprefix("Expected ")
        case kind:
            expected = EXPECTED_BY_TYPE.get(kind) or _lower_first(detail["msg"])
    return f"Expected in `{name}` {expected}; found {_shown(detail['input'])}."


def _field_names(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The names a table takes, following a path into the tables inside it where it can."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            inner = _inner_table(model.model_fields[part].annotation)
            if inner is None:
                return []
            model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner_table(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner_table(argument)
        if found:
            return found
    return None


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"`{value}`" if len(value) <= 60 else f"`{value[:60]}…`"
    return "a table" if isinstance(value, Mapping) else "a list"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
