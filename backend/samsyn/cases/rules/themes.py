"""What a case is about, in words of the learning environment: several may fit, and none names a fault."""

from collections.abc import Iterable
from enum import StrEnum


class Theme(StrEnum):
    """Codes only, so that cases can be seen together without anything of what stands in them."""

    LEARNING_ENVIRONMENT = "LEARNING_ENVIRONMENT"
    STUDY_CALM = "STUDY_CALM"
    RELATIONS = "RELATIONS"
    SAFETY = "SAFETY"
    ATTENDANCE = "ATTENDANCE"
    READING_WRITING = "READING_WRITING"
    MATHEMATICS = "MATHEMATICS"
    LANGUAGE = "LANGUAGE"
    STARTING_AND_STAMINA = "STARTING_AND_STAMINA"
    WELLBEING = "WELLBEING"
    TRANSITIONS = "TRANSITIONS"


MOST_THEMES = 4
"""More than that says nothing."""


def in_order(themes: Iterable[Theme]) -> list[str]:
    """Each once, in the order of the list above, so that the same themes are stored alike."""
    chosen = set(themes)
    return [theme.value for theme in Theme if theme in chosen]
