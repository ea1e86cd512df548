"""Writes of the organisation, one verb each."""

from samsyn.organisation.commands.areas import change_area, create_area
from samsyn.organisation.commands.defaults import install_defaults
from samsyn.organisation.commands.professions import change_profession
from samsyn.organisation.commands.schools import change_school, create_school
from samsyn.organisation.commands.years import (
    add_calendar_day,
    change_year,
    create_year,
    drop_calendar_day,
)

__all__ = [
    "add_calendar_day",
    "change_area",
    "change_profession",
    "change_school",
    "change_year",
    "create_area",
    "create_school",
    "create_year",
    "drop_calendar_day",
    "install_defaults",
]
