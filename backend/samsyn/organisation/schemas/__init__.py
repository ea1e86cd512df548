"""Bodies of the organisation, in and out."""

from samsyn.organisation.schemas.areas import AreaIn, AreaOut, AreaPatch
from samsyn.organisation.schemas.lookups import LookupGroupOut, LookupOut
from samsyn.organisation.schemas.professions import (
    ProfessionOut,
    ProfessionPatch,
    ProfessionTaskIn,
    ProfessionTaskOut,
)
from samsyn.organisation.schemas.schools import SchoolIn, SchoolOut, SchoolPatch
from samsyn.organisation.schemas.years import (
    BreakIn,
    BreakOut,
    CalendarDayIn,
    CalendarDayOut,
    CalendarExceptionOut,
    SchoolYearIn,
    SchoolYearOut,
    SchoolYearPatch,
    TermIn,
    TermOut,
)

__all__ = [
    "AreaIn",
    "AreaOut",
    "AreaPatch",
    "BreakIn",
    "BreakOut",
    "CalendarDayIn",
    "CalendarDayOut",
    "CalendarExceptionOut",
    "LookupGroupOut",
    "LookupOut",
    "ProfessionOut",
    "ProfessionPatch",
    "ProfessionTaskIn",
    "ProfessionTaskOut",
    "SchoolIn",
    "SchoolOut",
    "SchoolPatch",
    "SchoolYearIn",
    "SchoolYearOut",
    "SchoolYearPatch",
    "TermIn",
    "TermOut",
]
