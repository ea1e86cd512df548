"""Concerns and cases (signaler och ärenden): from what somebody saw to a closed case.

Words: concern (signal/oro), case (ärende), case circle (behörig krets), phase (fas), child's voice (barnets
röst), measure (åtgärd), confidentiality class (sekretessklass K0 to K4), closure (avslut).
"""

from samsyn.cases.commands.write_note import add_meeting_note
from samsyn.cases.events import CaseClosed, CaseOpened, FollowUpDue
from samsyn.cases.jobs import JOBS
from samsyn.cases.models import Case
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.queries.outsiders import refuse_outsiders
from samsyn.cases.registrations import register
from samsyn.cases.routes import router
from samsyn.cases.schemas.watched import Guarded

__all__ = [
    "JOBS",
    "Case",
    "CaseClosed",
    "CaseOpened",
    "FollowUpDue",
    "Guarded",
    "add_meeting_note",
    "not_against_me",
    "refuse_outsiders",
    "register",
    "router",
]
