"""Texts of technical refusals in Swedish and English; codes never change, texts may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from starlette.requests import Request

Language = Literal["sv", "en"]

HTTP_DETAIL: Mapping[int, tuple[str, str]] = {
    400: ("Begäran kunde inte läsas.", "The request could not be read."),
    404: (
        "Det finns inget här, eller så får du inte se det.",
        "There is nothing here, or you may not see it.",
    ),
    405: ("Metoden finns inte på den här adressen.", "This method is not available at this address."),
    413: ("Det du skickade är för stort.", "What you sent is too large."),
    415: ("Innehållstypen stöds inte här.", "The content type is not supported here."),
}

FIELD: Mapping[str, tuple[str, str]] = {
    "missing": ("Behöver fyllas i.", "Needs to be filled in."),
    "extra_forbidden": ("Fältet finns inte.", "There is no such field."),
    "string_too_short": ("Skriv minst {min_length} tecken.", "Write at least {min_length} characters."),
    "string_too_long": ("Högst {max_length} tecken.", "At most {max_length} characters."),
    "string_pattern_mismatch": ("Har fel form.", "Has the wrong form."),
    "string_type": ("Ska vara text.", "Must be text."),
    "enum": ("Välj ett av de värden som finns.", "Choose one of the values available."),
    "literal_error": ("Välj ett av de värden som finns.", "Choose one of the values available."),
    "uuid_parsing": ("Är inte ett giltigt id.", "Is not a valid id."),
    "uuid_type": ("Är inte ett giltigt id.", "Is not a valid id."),
    "date_from_datetime_parsing": (
        "Ange ett datum, till exempel 2026-11-22.",
        "Give a date, such as 2026-11-22.",
    ),
    "date_parsing": ("Ange ett datum, till exempel 2026-11-22.", "Give a date, such as 2026-11-22."),
    "datetime_parsing": ("Ange datum och tid med tidszon.", "Give date and time with time zone."),
    "datetime_from_date_parsing": ("Ange datum och tid med tidszon.", "Give date and time with time zone."),
    "timezone_aware": ("Ange tidszon.", "Give the time zone."),
    "int_parsing": ("Ska vara ett heltal.", "Must be a whole number."),
    "int_type": ("Ska vara ett heltal.", "Must be a whole number."),
    "int_from_float": ("Ska vara ett heltal.", "Must be a whole number."),
    "float_type": ("Ska vara ett tal.", "Must be a number."),
    "decimal_parsing": ("Ska vara ett tal.", "Must be a number."),
    "bool_parsing": ("Ska vara ja eller nej.", "Must be true or false."),
    "bool_type": ("Ska vara ja eller nej.", "Must be true or false."),
    "greater_than_equal": ("Minst {ge}.", "At least {ge}."),
    "greater_than": ("Mer än {gt}.", "More than {gt}."),
    "less_than_equal": ("Högst {le}.", "At most {le}."),
    "less_than": ("Mindre än {lt}.", "Less than {lt}."),
    "too_short": ("Minst {min_length} behövs.", "At least {min_length} needed."),
    "too_long": ("Högst {max_length}.", "At most {max_length}."),
    "list_type": ("Ska vara en lista.", "Must be a list."),
    "model_attributes_type": ("Ska vara ett objekt.", "Must be an object."),
    "null_character": (
        "Texten har ett tecken som inte kan sparas.",
        "The text has a character that cannot be stored.",
    ),
}
NUMBERS = ("min_length", "max_length", "ge", "gt", "le", "lt")


def language_of(request: Request) -> Language:
    """``en`` when the caller prefers English, otherwise Swedish."""
    asked = request.headers.get("accept-language", "")[:100].lower()
    first = asked.split(",")[0].strip()
    return "en" if first.startswith("en") else "sv"


def field_detail(kind: str, context: Mapping[str, Any] | None, language: Language) -> str:
    """What to do about one field. Only limits of ours are filled in, never what was sent."""
    sv, en = FIELD.get(kind, ("Har ett värde som inte går att använda.", "Has a value that cannot be used."))
    text = en if language == "en" else sv
    known = {name: (context or {}).get(name, "") for name in NUMBERS}
    return text.format(**known)
