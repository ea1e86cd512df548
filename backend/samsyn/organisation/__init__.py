"""The organiser (huvudman), its areas and schools, school years, calendars and professions."""

from samsyn.organisation.models import Area, CalendarDay, Organiser, Profession, School, SchoolYear
from samsyn.organisation.queries import function_label
from samsyn.organisation.routes import router
from samsyn.organisation.rules import school_year_of

__all__ = [
    "Area",
    "CalendarDay",
    "Organiser",
    "Profession",
    "School",
    "SchoolYear",
    "function_label",
    "router",
    "school_year_of",
]
