"""The case process as a plain model, written by hand from the design and never from the program.

It says for each person and each step what the API must answer, and what the case is afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

Answer = tuple[int, str]
"""Status and code; the code is empty where it went well."""

NOT_THERE, NOT_ALLOWED, STALE = (404, "A04"), (403, "A03"), (412, "A12")
WELL: Answer = (201, "")
CLOSED: Answer = (409, "CASE_CLOSED")
HEADS = ("rektor", "bitradande")


class Standing(IntEnum):
    """What somebody is in a case, each more than the one before."""

    NOTHING = 0
    READS = 1
    WRITES = 2
    INVESTIGATES = 3
    MANAGES = 4


ROLES = {
    "INFORMED": Standing.READS,
    "CONTRIBUTOR": Standing.WRITES,
    "INVESTIGATOR": Standing.INVESTIGATES,
    "OWNER": Standing.MANAGES,
}


@dataclass(frozen=True)
class Kind:
    """``onward``: from each phase where one may ask to go. ``last``: the phase where its goal can be met."""

    subject: str
    investigates: str
    onward: dict[str, tuple[str, ...]]
    last: str
    decides: bool


KINDS = {
    "SPECIAL_SUPPORT": Kind(
        "STUDENT",
        "SPECIAL_SUPPORT",
        {
            "PRELIMINARY": ("INVESTIGATION",),
            "INVESTIGATION": ("DECISION",),
            "DECISION": (),
            "MEASURES": ("FOLLOW_UP",),
            "FOLLOW_UP": ("MEASURES", "EVALUATION"),
            "EVALUATION": ("DECISION",),
        },
        "EVALUATION",
        decides=True,
    ),
    "LEARNING_ENVIRONMENT": Kind(
        "UNIT",
        "ENVIRONMENT",
        {
            "PRELIMINARY": ("INVESTIGATION",),
            "INVESTIGATION": ("MEASURES",),
            "MEASURES": ("FOLLOW_UP",),
            "FOLLOW_UP": ("MEASURES", "EVALUATION"),
            "EVALUATION": ("MEASURES",),
        },
        "EVALUATION",
        decides=False,
    ),
    "CONSULTATION": Kind(
        "NONE",
        "PRELIMINARY",
        {"PRELIMINARY": ("FOLLOW_UP",), "FOLLOW_UP": ()},
        "FOLLOW_UP",
        decides=False,
    ),
}


@dataclass
class Model:
    """One case. ``circle`` has everybody who takes part now, by role."""

    kind: Kind
    phase: str = "PRELIMINARY"
    sealed: bool = False
    """Class K3."""
    circle: dict[str, str] = field(default_factory=lambda: {"kurator": "OWNER"})
    heard: bool = False
    parties_heard: bool = False
    investigation: str = "NONE"
    notes: int = 0

    @property
    def closed(self) -> bool:
        return self.phase == "CLOSED"

    def standing(self, who: str) -> Standing:
        """Heads of the unit up to class K2; whoever is in the circle always; nobody else ever."""
        own = ROLES[self.circle[who]] if who in self.circle else Standing.NOTHING
        return Standing.MANAGES if who in HEADS and not self.sealed else own

    def refusal(self, who: str, needed: Standing, *, stale: bool = False) -> Answer | None:
        """What comes before the step itself: is there anything, may they, have they seen the latest."""
        held = self.standing(who)
        if held is Standing.NOTHING:
            return NOT_THERE
        if held < needed:
            return NOT_ALLOWED
        return STALE if stale else None

    def note(self, who: str, *, basis: bool) -> Answer:
        """What a psychologist tells the school needs a basis for it (C13)."""
        refused = self.refusal(who, Standing.WRITES)
        if refused:
            return refused
        if who == "psykolog" and not basis:
            return 422, "C13"
        if self.closed:
            return CLOSED
        self.notes += 1
        return WELL

    def voice(self, who: str, *, own: bool) -> Answer:
        """``own``: what the child said; else an adult's view, which never stands in for it (C01)."""
        refused = self.refusal(who, Standing.WRITES)
        if refused or self.closed:
            return refused or CLOSED
        self.heard = self.heard or own
        return WELL

    def start(self, who: str) -> Answer:
        refused = self.refusal(who, Standing.INVESTIGATES)
        if refused or self.closed:
            return refused or CLOSED
        if self.investigation == "OPEN":
            return 409, "INVESTIGATION_OPEN"
        self.investigation = "OPEN" if self.investigation != "DONE" else "OPEN AGAIN"
        return WELL

    def complete(self, who: str) -> Answer:
        """Everything it asks for is there; asked only while one is open."""
        refused = self.refusal(who, Standing.INVESTIGATES)
        if refused or self.closed:
            return refused or CLOSED
        self.investigation = "DONE"
        return WELL

    @property
    def investigated(self) -> bool:
        return self.investigation in ("DONE", "OPEN AGAIN")

    def move(self, who: str, to: str, *, reason: bool, stale: bool) -> Answer:
        """``reason``: why it goes on although nothing was tried in the group first (C18, a warning)."""
        refused = self.refusal(who, Standing.INVESTIGATES, stale=stale)
        if refused or self.closed:
            return refused or CLOSED
        known = (*self.kind.onward, "CLOSED", "PAUSED")
        if self.phase == "DECISION" and to in known:
            return 409, "CASE_DECISION"
        if to not in self.kind.onward[self.phase]:
            return 409, "CASE_PHASE"
        if to == "INVESTIGATION" and self.kind.subject == "STUDENT" and not reason:
            return 422, "C18"
        if to == "DECISION" and not self.heard:
            return 422, "C01"
        if to == "DECISION" and not self.investigated:
            return 422, "C02"
        if to == "DECISION" and not self.parties_heard:
            return 422, "PARTIES_HEARD"
        if to == "MEASURES" and self.kind.investigates == "ENVIRONMENT" and not self.investigated:
            return 422, "CAUSE_ANALYSIS"
        self.phase = to
        return WELL

    def hear(self, who: str) -> Answer:
        """A party has answered; heads who take part may hear them whatever their role."""
        held = self.standing(who)
        if who in HEADS and held:
            held = Standing.MANAGES
        if held < Standing.INVESTIGATES:
            return NOT_ALLOWED if held else NOT_THERE
        if self.closed:
            return CLOSED
        self.parties_heard = True
        return WELL

    def decide(self, who: str) -> Answer:
        """An action programme that lacks nothing, delegated to the deputy: signed by heads alone, once the
        case awaits it. It alone leads out of DECISION."""
        held = self.standing(who)
        if who not in HEADS or not held:
            return NOT_ALLOWED if held else NOT_THERE
        if self.closed:
            return CLOSED
        if self.phase != "DECISION":
            return 409, "DECISION_PHASE"
        self.phase = "MEASURES"
        return WELL

    def close(self, who: str, reason: str, *, feedback: bool, stale: bool) -> Answer:
        refused = self.refusal(who, Standing.MANAGES, stale=stale)
        if refused or self.closed:
            return refused or CLOSED
        if reason not in self.reasons() or (self.kind.subject == "STUDENT" and not feedback):
            return 422, "C16"
        self.phase = "CLOSED"
        return WELL

    def reasons(self) -> set[str]:
        found = {"MOVED", "WITHDRAWN", "OTHER_CASE", "OPENED_BY_MISTAKE"}
        if self.phase == self.kind.last:
            found.add("GOAL_MET")
        no_need = ("DECISION",) if self.kind.decides else ("PRELIMINARY", "INVESTIGATION")
        return found | {"NO_NEED"} if self.phase in no_need else found

    def reopen(self, who: str, *, stale: bool) -> Answer:
        refused = self.refusal(who, Standing.MANAGES, stale=stale)
        if refused:
            return refused
        if not self.closed:
            return 409, "CASE_OPEN"
        self.phase = "PRELIMINARY"
        return WELL

    def let_in(self, who: str, whom: str, role: str) -> Answer:
        refused = self.refusal(who, Standing.MANAGES)
        if refused or self.closed:
            return refused or CLOSED
        if whom in self.circle:
            return 409, "CASE_MEMBER"
        self.circle[whom] = role
        return WELL

    def let_out(self, who: str, whom: str) -> Answer:
        """Asked only of somebody who is in the circle; also when the case is closed."""
        refused = self.refusal(who, Standing.MANAGES)
        if refused:
            return refused
        if self.circle[whom] == "OWNER":
            return 409, "CASE_OWNER"
        del self.circle[whom]
        return 204, ""

    def reclass(self, who: str, *, sealed: bool, stale: bool) -> Answer:
        """Asked of the owner alone: up to K3, where the principal is invited, or down with a reason."""
        refused = self.refusal(who, Standing.MANAGES, stale=stale)
        if refused or self.closed:
            return refused or CLOSED
        if sealed and not self.sealed:
            self.circle.setdefault("rektor", "INFORMED")
        self.sealed = sealed
        return 200, ""
