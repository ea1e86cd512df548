"""The organiser (huvudman), its areas and schools, school years, calendars and professions."""

from samsyn.organisation.models import Area, Organiser, School
from samsyn.organisation.queries import function_label
from samsyn.organisation.routes import router
from samsyn.organisation.rules import school_year_of

__all__ = ["Area", "Organiser", "School", "function_label", "router", "school_year_of"]
