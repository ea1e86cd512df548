"""Codes of terms and days, and the form of a school unit code."""

import re
from enum import StrEnum

from samsyn.core.violations import Violation, block


class Term(StrEnum):
    """HT hösttermin, VT vårtermin."""

    HT = "HT"
    VT = "VT"


class BreakKind(StrEnum):
    """Why a day inside the school year is not a school day."""

    AUTUMN_BREAK = "AUTUMN_BREAK"
    CHRISTMAS_BREAK = "CHRISTMAS_BREAK"
    WINTER_BREAK = "WINTER_BREAK"
    EASTER_BREAK = "EASTER_BREAK"
    SUMMER_BREAK = "SUMMER_BREAK"
    PUBLIC_HOLIDAY = "PUBLIC_HOLIDAY"
    STUDY_DAY = "STUDY_DAY"
    LOCAL_CLOSURE = "LOCAL_CLOSURE"


class DayKind(StrEnum):
    """What a day of a unit's calendar is."""

    SCHOOL_DAY = "SCHOOL_DAY"
    EXTRA_SCHOOL_DAY = "EXTRA_SCHOOL_DAY"
    DAY_OFF = "DAY_OFF"
    BREAK = "BREAK"
    HOLIDAY = "HOLIDAY"
    WEEKEND = "WEEKEND"
    OUTSIDE_TERM = "OUTSIDE_TERM"


def is_school_unit_code(code: str) -> bool:
    """Skolverket's skolenhetskod: eight ASCII digits; there is no check digit to verify."""
    return re.fullmatch(r"[0-9]{8}", code) is not None


def unit_code_violations(code: str) -> tuple[Violation, ...]:
    if is_school_unit_code(code):
        return ()
    return (
        block(
            "UNIT_CODE",
            "Skolenhetskoden ska ha åtta siffror.",
            "The school unit code must have eight digits.",
        ),
    )
