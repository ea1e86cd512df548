"""The organiser (huvudman), its areas and schools, school years, calendars and professions."""

from samsyn.organisation.models import Area, Organiser, School

__all__ = ["Area", "Organiser", "School"]
