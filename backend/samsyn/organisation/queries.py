"""Reads of schools."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import select

from samsyn.core.messages import Language
from samsyn.core.paging import Order
from samsyn.organisation.models import School
from samsyn.organisation.rules import Label, load_lookups

ALL_SCHOOLS = select(School)
SCHOOL_ORDER = Order("schools", {"name": School.sort_key, "shortCode": School.short_code}, "name", School.id)


@lru_cache(maxsize=1)
def _function_labels() -> dict[str, Label]:
    groups = {group.code: group for group in load_lookups()}
    return {label.code: label for label in groups["function"].labels}


def function_label(function: str, language: Language) -> str:
    """What an assignment's function is called; the code itself where nobody has named it."""
    label = _function_labels().get(function)
    if label is None:
        return function
    return label.en if language == "en" else label.sv
