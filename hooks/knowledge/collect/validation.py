"""From text to typed tables, and from pydantic's errors to sentences an author can act on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    schema.WEB_ADDRESS: "an address that begins with http:// or https://",
    schema.LANGUAGE_CODE: "a language such as `en` or `de-AT`",
    schema.QUESTION_PLACE: "the id of an essay, or `essay-id#c4` for a comment",
    schema.REFERENCE_KEY: "a key of letters, digits and . : _ -",
}
EXPECTED_BY_PATTERN |= {schema.or_empty(p): words for p, words in EXPECTED_BY_PATTERN.items()}
FITS_EVERY_REQUIRED_FIELD = "c0"


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
    wrong = {detail["loc"][0] for detail in details if detail["loc"]}
    usable = {key: value for key, value in values.items() if key not in wrong}
    complaints = [_complaint(model, detail) for detail in details]
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    missing = required - usable.keys()
    filled = model.model_validate(usable | dict.fromkeys(missing, FITS_EVERY_REQUIRED_FIELD))
    return filled.model_copy(update=dict.fromkeys(missing, "")), complaints


def _complaint(model: type[BaseModel], detail: ErrorDetails) -> Complaint:
    path = detail["loc"]
    return path, _sentence(model, path, ".".join(map(str, path)), detail)


def _sentence(model: type[BaseModel], path: Path, name: str, detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            known = _field_names(model, path[:-1])
            hint = did_you_mean(str(path[-1]), known) or f" Known are: {', '.join(known)}."
            return f"There is no field `{name}` here.{hint}"
        case "missing":
            return f"Expected a field `{name}`, found none. Add `{name}: …`."
        case "string_pattern_mismatch":
            pattern = str(context.get("pattern", ""))
            expected = EXPECTED_BY_PATTERN.get(pattern, f"text of the form {pattern}")
        case "literal_error" | "enum":
            expected = f"one of {context.get('expected')}"
        case "bool_parsing" | "bool_type":
            expected = "true or false"
        case "int_parsing" | "int_type" | "int_from_float":
            expected = "a whole number"
        case "string_type":
            expected = "text"
        case "tuple_type":
            expected = "a list"
        case "model_type":
            expected = "a table, `name: value` line by line"
        case "string_too_short":
            return f"Expected text in `{name}`, found nothing."
        case "value_error":
            expected = str(context.get("error", "")).removeprefix("Expected ")
        case _:
            expected = _lower_first(detail["msg"])
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
