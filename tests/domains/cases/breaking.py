"""Attempts to break an invariant: a case in every state it can be in, and everybody who may try.

Who may do what, and what each state refuses by itself, is written by hand from the design (domain.md §6.3,
§8.2) and never read from the program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import httpx

from tests.conftest import Town
from tests.domains.cases.calls import in_days
from tests.factories.cases import add_case, let_in
from tests.factories.disclosures import share_with
from tests.factories.pupils import add_student
from tests.factories.world import kept_open
from tests.personas import EVERY

Answer = tuple[int, str]
NOT_THERE, NOT_ALLOWED = (404, "A04"), (403, "A03")
CLOSED: Answer = (409, "CASE_CLOSED")

PHASES = ("INVESTIGATION", "DECISION", "MEASURES", "FOLLOW_UP", "EVALUATION")
SHUT = ("CLOSED", "REOPENED")
SUPPORT = ("PRELIMINARY", *PHASES, "APPEALED", *SHUT)
"""The states of a case of special support; REOPENED is where it stands after it was closed."""
CHAIN = (*PHASES, *SHUT)
"""Of degrading treatment and of absence: they begin in INVESTIGATION and are not appealed here."""

# Who may, by the circle that every case here has ------------------------------------------------------------

CIRCLE = {
    "kurator": "OWNER",
    "psykolog": "INVESTIGATOR",
    "specialpedagog": "CONTRIBUTOR",
    "skolskoterska": "CONTRIBUTOR",
    "mentor": "INFORMED",
}
IN_CIRCLE: Mapping[str, frozenset[str]] = {
    "READ": frozenset(CIRCLE),
    "REPORT": frozenset(CIRCLE),
    "WRITE": frozenset({"kurator", "psykolog", "specialpedagog", "skolskoterska"}),
    "INVESTIGATE": frozenset({"kurator", "psykolog"}),
    "MANAGE": frozenset({"kurator"}),
    "SIGN": frozenset(),
    "HEAD": frozenset(),
    "RULES": frozenset(),
}
HEADS = frozenset({"rektor", "bitradande"})
OPEN_CLASSES = ("K1", "K2")


def may(needs: str, row: Mapping[str, Any]) -> frozenset[str]:
    """Who may do it in a case with these columns: the circle, and by function heads and case officers."""
    held, reach = set(IN_CIRCLE[needs]), row.get("reach", "UNIT")
    if row.get("confidentiality", "K2") in OPEN_CLASSES:
        if reach in ("UNIT", "BOTH"):
            held |= {"rektor"} if needs == "RULES" else HEADS
        if reach in ("BOTH", "ORGANISER") and needs not in ("HEAD", "RULES"):
            held |= {"utredare"}
    return frozenset(held)


EVERYBODY = (*(one.name for one in EVERY), "rektor-2", "kurator-2", "psykolog-2", "utredare-b", "rektor-b")
"""``-2``: the other school; ``-b``: another municipality. Of them elevassistent is in the circle of every
case by an assignment that has ended, and forskollarare by a place in it that has; with partner a line of it
is shared."""

# What a state says of itself --------------------------------------------------------------------------------

PART: Mapping[str, Answer] = {"CLOSED": CLOSED}
NOWHERE: Mapping[str, Answer] = {}
MOVE: Mapping[str, Answer] = {
    **dict.fromkeys(SUPPORT, (409, "CASE_PHASE")),
    "DECISION": (409, "CASE_DECISION"),
    "APPEALED": (409, "CASE_APPEALED"),
    "CLOSED": CLOSED,
}
SIGN: Mapping[str, Answer] = {**dict.fromkeys(SUPPORT, (409, "DECISION_PHASE")), "CLOSED": CLOSED}
CLOSE: Mapping[str, Answer] = {"APPEALED": (409, "CASE_APPEALED"), "CLOSED": CLOSED}
REOPEN: Mapping[str, Answer] = dict.fromkeys(SUPPORT, (409, "CASE_OPEN"))


@dataclass
class Ground:
    """A case in a state, and what was arranged in it."""

    town: Town
    case: UUID
    pupil: UUID
    key: Any = None

    def day(self, days: int) -> str:
        return in_days(self.town, days)

    def person(self, who: str) -> str:
        return str(self.town.world.people[who])


@dataclass(frozen=True)
class Sent:
    """``version``: of the case, of its part (which is 1), or none at all."""

    path: str
    body: Any
    method: str = "POST"
    version: str = ""


def nothing(ground: Ground) -> None:
    """Nothing beside the case itself."""


@dataclass(frozen=True)
class Attempt:
    """One way to break ``invariant``.

    ``reached``: the states in which the rule itself answers, with ``code``; in the others ``state`` does.
    ``exempt``: to whom it is no breach. ``row``: columns of the case. Whoever may not is told so before.
    """

    invariant: str
    what: str
    needs: str
    send: Callable[[Ground], Sent]
    code: str
    arrange: Callable[[Ground], Any] = nothing
    status: int = 422
    state: Mapping[str, Answer] = field(default_factory=lambda: PART)
    reached: tuple[str, ...] = ()
    states: tuple[str, ...] = SUPPORT
    exempt: frozenset[str] = frozenset()
    row: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.invariant} {self.what}"

    def expected(self, state: str, who: str) -> Answer:
        if who not in may("READ", self.row):
            return NOT_THERE
        if who not in may(self.needs, self.row):
            return NOT_ALLOWED
        reached = self.reached or tuple(one for one in self.states if one not in self.state)
        return (self.status, self.code) if state in reached else self.state[state]


def turn_of(may_do: frozenset[str], turn: int) -> tuple[str, ...]:
    """Everybody who may, and every fifth of those who may not, whom a gate refuses before any rule."""
    others = [who for who in EVERYBODY if who not in may_do]
    return (*sorted(may_do), *others[turn % 5 :: 5])


def ended(town: Town) -> None:
    """Once in a municipality: whose assignment is over, though they are in circles."""
    person = town.world.people["elevassistent"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", person)


async def ground_of(town: Town, attempt: Attempt, state: str) -> Ground:
    """A case of its own, with its circle and what the attempt arranges."""
    row: dict[str, Any] = dict(attempt.row)
    protection = row.pop("protection_level", "NONE")
    pupil = add_student(town.world, protection_level=protection)
    if state in SHUT:
        row |= {"closed_at": datetime.now(UTC), "closure_reason": "WITHDRAWN", "next_follow_up_on": None}
    phase = "CLOSED" if state in SHUT else state
    case = add_case(town.world, students=(pupil,), phase=phase, **row)
    for who, role in CIRCLE.items():
        if role != "OWNER":
            let_in(town.world, case, who, role_in_case=role)
    let_in(town.world, case, "elevassistent", role_in_case="INVESTIGATOR")
    let_in(town.world, case, "forskollarare", role_in_case="INVESTIGATOR", valid_to=datetime.now(UTC))
    if row.get("confidentiality", "K2") in OPEN_CLASSES:
        share_with(town.world, case)
    ground = Ground(town, case, pupil)
    if state == "REOPENED":
        again = {"reason": "Det har börjat igen", "nextFollowUpOn": ground.day(30)}
        answer = await town.as_("kurator").post(
            f"/cases/{case}/reopening", json=again, headers={"if-match": '"1"'}
        )
        assert answer.status_code == 201, answer.text
    ground.key = attempt.arrange(ground)
    return ground


async def tried(ground: Ground, browser: Any, sent: Sent) -> httpx.Response:
    headers = {}
    if sent.version == "case":
        rows = ground.town.world.sql("SELECT version FROM cases WHERE id = %s", ground.case)
        headers = {"if-match": f'"{rows[0][0]}"'}
    elif sent.version:
        headers = {"if-match": '"1"'}
    answer: httpx.Response = await browser(sent.method, sent.path, json=sent.body, headers=headers)
    return answer


def written(town: Town, case: UUID) -> list[Any]:
    """Everything that is written in a case, and how many cases there are: what an attempt must not move."""
    tenant = town.world.tenant
    rows = " UNION ALL ".join(
        f"SELECT t::text FROM {table} t WHERE tenant_id = {tenant} AND case_id = '{case}'"
        for table in parts(town.world.admin_dsn)
    )
    own = f"SELECT t::text FROM cases t WHERE id = '{case}'"
    count = f"SELECT count(*)::text FROM cases WHERE tenant_id = {tenant}"
    return sorted(town.world.sql(f"{own} UNION ALL {count} UNION ALL {rows}"))


@cache
def parts(dsn: str) -> tuple[str, ...]:
    """Every table with rows of cases."""
    rows = kept_open(dsn).execute(
        "SELECT c.table_name FROM information_schema.columns c"
        " JOIN information_schema.tables t USING (table_schema, table_name)"
        " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name = 'case_id'"
        " AND EXISTS (SELECT FROM information_schema.columns k WHERE k.table_schema = 'public'"
        " AND k.table_name = c.table_name AND k.column_name = 'tenant_id') ORDER BY 1"
    )
    return tuple(name for (name,) in rows)
