"""Reads of the organisation."""

from samsyn.organisation.queries.areas import ALL_AREAS, AREA_ORDER
from samsyn.organisation.queries.lookups import all_lookups, function_label, label_of, profession_label
from samsyn.organisation.queries.professions import ALL_PROFESSIONS, PROFESSION_ORDER, tasks_of
from samsyn.organisation.queries.schools import SCHOOL_ORDER
from samsyn.organisation.queries.years import (
    ALL_YEARS,
    YEAR_ORDER,
    calendar_entered,
    calendar_of,
    days_of,
    exceptions_of,
    term_end,
    unit_days,
    unit_year,
)

__all__ = [
    "ALL_AREAS",
    "ALL_PROFESSIONS",
    "ALL_YEARS",
    "AREA_ORDER",
    "PROFESSION_ORDER",
    "SCHOOL_ORDER",
    "YEAR_ORDER",
    "all_lookups",
    "calendar_entered",
    "calendar_of",
    "days_of",
    "exceptions_of",
    "function_label",
    "label_of",
    "profession_label",
    "tasks_of",
    "term_end",
    "unit_days",
    "unit_year",
]
