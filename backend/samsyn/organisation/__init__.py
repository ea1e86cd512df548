"""The organiser (huvudman), its areas and schools, school years, calendars and professions."""

from samsyn.organisation.commands import install_defaults
from samsyn.organisation.models import Area, CalendarDay, Organiser, Profession, School, SchoolYear
from samsyn.organisation.policy import DAYS_OF_UNITS, entered_days
from samsyn.organisation.queries import (
    calendar_entered,
    calendar_of,
    function_label,
    label_of,
    profession_label,
    term_end,
    unit_year,
)
from samsyn.organisation.routes import router
from samsyn.organisation.rules import (
    Post,
    Term,
    coverage,
    needs_student_health,
    pupils_per_post,
    school_year_of,
)

__all__ = [
    "DAYS_OF_UNITS",
    "Area",
    "CalendarDay",
    "Organiser",
    "Post",
    "Profession",
    "School",
    "SchoolYear",
    "Term",
    "calendar_entered",
    "calendar_of",
    "coverage",
    "entered_days",
    "function_label",
    "install_defaults",
    "label_of",
    "needs_student_health",
    "profession_label",
    "pupils_per_post",
    "router",
    "school_year_of",
    "term_end",
    "unit_year",
]
