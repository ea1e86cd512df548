"""C11 said twice: the program's own statements keep a case from whom it points out, also where the database's
policies have been opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import Case, CaseEvent, CaseHead, CaseNote, Concern
from samsyn.cases.policy import (
    ONE_CASE,
    ONE_CONCERN,
    PUPILS_OF_CASE,
    PUPILS_OF_CONCERN,
    visible_case_heads,
    visible_cases,
    visible_concerns,
    visible_parts,
)
from samsyn.cases.policy.break_glass import OPENED_BY_REASON
from samsyn.cases.policy.contributions import MY_QUESTIONS
from samsyn.cases.policy.disclosures import MY_SHARED
from samsyn.cases.policy.transfers import INCOMING
from samsyn.cases.statements import (
    LAST,
    LIST_CASES,
    LIST_CONCERNS,
    LIST_HEADS,
    NUMBERS,
    UNASSESSED,
    UNASSESSED_OF,
    WHOLE_CASE,
    WITHOUT_FOLLOW_UP,
)
from samsyn.cases.statements.clocks import MY_CLOCKS
from samsyn.core.credential import token_hash
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work
from tests.conftest import Town
from tests.domains.cases.matrix import CASES, CONCERNS, STANDING, Matrix
from tests.factories.alleged import add_alleged
from tests.factories.asked import Asked, Seen
from tests.factories.assigned import PEOPLE
from tests.factories.cases import add_case, add_contribution, add_investigation, part_of
from tests.factories.disclosures import share_with
from tests.factories.transfers import add_transfer
from tests.factories.world import World, kept_open, make_world

OUTSIDE = {"head", "officer", "teacher", "central"}
"""Whom every case of this municipality points out; as many who are like them stay."""
POLICIES = "SELECT tablename, qual FROM pg_policies WHERE schemaname = 'public' AND policyname = 'against'"
PAGE = {"skip": 0, "take": 1000, "upto": 1000, "place_at": LAST[0], "place_id": LAST[1]}


def without(expected: Seen, outside: set[str] = OUTSIDE) -> Seen:
    return {name: who - outside for name, who in expected.items()}


def point_out(world: World, case: UUID) -> None:
    strict = part_of(world, case)["confidentiality"] in ("K3", "K4")
    for who in OUTSIDE:
        add_alleged(world, case, PEOPLE[who], **({"sealed": b"x"} if strict else {}))


@pytest.fixture(scope="session")
def pointed(admin_dsn: str) -> Matrix:
    made = Matrix(make_world(admin_dsn))
    for case in (*made.cases.values(), *made.standing.values()):
        point_out(made.world, case)
    return made


@pytest.fixture(params=["as it is", "with the wall of the database open"])
def wall(request: pytest.FixtureRequest, admin_dsn: str) -> Iterator[None]:
    database = kept_open(admin_dsn)
    kept = database.execute(POLICIES).fetchall() if "open" in request.param else []
    assert len(kept) > 20 or "open" not in request.param
    for table, _ in kept:
        database.execute(f"ALTER POLICY against ON {table} USING (true)")
    yield
    for table, said in kept:
        database.execute(f"ALTER POLICY against ON {table} USING ({said})")


@pytest.fixture
def asked(pointed: Matrix, runtime: Runtime, wall: None) -> Asked:
    return Asked(pointed.world, runtime, {"system": pointed.system, "limited": pointed.limited})


async def test_cases_and_what_is_in_them(asked: Asked, pointed: Matrix) -> None:
    expected = without(CASES)
    assert await asked.all_at_once(visible_cases(Case.id), pointed.cases) == expected
    for statement in (
        ONE_CASE,
        WHOLE_CASE,
        PUPILS_OF_CASE,
        visible_parts(CaseNote),
        visible_parts(CaseEvent),
    ):
        assert await asked.one_by_one(statement, pointed.cases) == expected


async def test_lists_of_cases(asked: Asked, pointed: Matrix) -> None:
    expected = without(CASES)
    listed = PAGE | {"of_type": None, "only_mine": False}
    assert await asked.all_at_once(LIST_CASES[None, True], pointed.cases, **listed) == expected
    wanted = list(pointed.cases.values())
    assert await asked.all_at_once(NUMBERS, pointed.cases, wanted=wanted) == expected
    assert await asked.all_at_once(WITHOUT_FOLLOW_UP, pointed.standing) == without(STANDING)


async def test_heads_of_cases(asked: Asked, pointed: Matrix) -> None:
    seen = await asked.all_at_once(visible_case_heads(CaseHead.id), pointed.cases)
    assert OUTSIDE & set().union(*seen.values()) == set()
    assert {"head_today", "health"} <= seen["unit"]
    for who, count in (("head", 0), ("head_today", 5), ("officer", 0)):
        async with asked.work(who) as work:
            await work.open()
            listed = {row.id for row in await work.execute(LIST_HEADS[None], PAGE)}
        assert len(listed & set(pointed.cases.values())) == count, who


async def test_the_concerns_behind_them(asked: Asked, pointed: Matrix) -> None:
    """Those that led to no case stay as they were; whoever reported one keeps it."""
    led = ("led to the circle", "led elsewhere")
    expected = CONCERNS | {name: CONCERNS[name] - OUTSIDE for name in led}
    assert await asked.all_at_once(visible_concerns(Concern.id), pointed.concerns) == expected
    assert await asked.one_by_one(ONE_CONCERN, pointed.concerns) == expected
    assert await asked.one_by_one(PUPILS_OF_CONCERN, pointed.concerns) == expected
    values = PAGE | {"of_state": None, "only_mine": False}
    listed = await asked.all_at_once(LIST_CONCERNS["-receivedAt"], pointed.concerns, **values)
    waiting = await asked.all_at_once(UNASSESSED, pointed.concerns)
    wanted = list(pointed.concerns.values())
    shown = await asked.all_at_once(UNASSESSED_OF, pointed.concerns, wanted=wanted)
    for name in led:
        assert listed[name] == waiting[name] == shown[name] == {"officer_today"}


def ids(rows: Iterable[Any]) -> set[UUID]:
    return {row if isinstance(row, UUID) else row.id for row in rows}


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize("outside", [False, True])
async def test_what_comes_to_them_by_other_ways(outside: bool, town: Town) -> None:
    """A question, a share, a handover, a reason and a clock open nothing of a case that points them out."""
    world = town.world
    case = add_case(world, "larare", confidentiality="K3")
    found = ("findings_individual", "findings_group", "findings_organisation", "cause_analysis")
    under_way = add_investigation(world, case, **sealed(*found))
    mentor = {"role": "TEACHER", "person_id": world.people["mentor"]}
    asked = add_contribution(world, case, under_way, **mentor, **sealed("question", "recipient"))
    sent = add_transfer(world, case, "A", **sealed("pupil", "origin", "content", "told"))
    shared = share_with(world, case, **sealed("recipient", "what", "reason"))
    if outside:
        for who in ("larare", "mentor", "rektor", "partner"):
            add_alleged(world, case, who, **sealed())
    number = world.sql("SELECT number FROM cases WHERE id = %s", case)[0][0]
    ways: list[tuple[UUID, str, Any, dict[str, Any]]] = [
        (asked, "mentor", MY_QUESTIONS, {}),
        (shared, "partner", MY_SHARED, {}),
        (sent, "rektor", INCOMING, {}),
        (case, "rektor", OPENED_BY_REASON, {"number": number}),
        (case, "larare", MY_CLOCKS, {}),
    ]
    for key, who, statement, values in ways:
        credential = Credential.session(token_hash(world.tokens[who]))
        async with Work(town.runtime.engine, credential, runtime=town.runtime) as work:
            await work.open()
            assert (key in ids(await work.scalars(statement, values))) is not outside, who


def sealed(*texts: str) -> dict[str, Any]:
    return {**dict.fromkeys(texts), "sealed": b"x"}
