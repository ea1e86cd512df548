"""What is asked of whoever answers for a case, and notices to the organiser: the program's statements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import Appeal
from samsyn.cases.policy.decisions import TO_FORWARD
from samsyn.cases.policy.exposed import EXPOSED
from samsyn.cases.policy.feedback import UNANSWERED
from samsyn.cases.policy.notices import NOTICES
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CLOSED
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_case, let_in, open_with_reason, part_of
from tests.factories.days import DAY, NOW, TODAY
from tests.factories.decisions import add_appeal, add_decision
from tests.factories.each import by_row, shown
from tests.factories.pupils import add_student
from tests.factories.reports import add_report
from tests.factories.world import World, make_world

K3: dict[str, Any] = {"confidentiality": "K3", "sealed": b"x"}


@pytest.fixture
def world(admin_dsn: str) -> World:
    return make_world(admin_dsn)


def only(sees: dict[str, set[str]], made: dict[str, UUID]) -> dict[str, set[str]]:
    return {name: sees.get(name, set()) for name in made}


async def test_protected_since_is_told_to_whoever_answers_for_the_case(
    world: World, runtime: Runtime
) -> None:
    plain, marked = add_student(world), add_student(world, protection_level="CONFIDENTIAL_MARK")
    unknown, teacher = add_student(world, protection_known=False), world.people["larare"]

    def case(*pupils: UUID, owner: str | None = "larare", **more: Any) -> UUID:
        return add_case(world, owner, students=pupils, **more)

    made = {
        "protected": case(marked),
        "one of two": case(plain, marked),
        "not known": case(unknown),
        "nobody protected": case(plain),
        "about nobody": case(),
        "another's": case(marked, owner="kurator"),
        "no longer there": case(plain),
        "K4": case(marked, confidentiality="K4"),
        "closed": case(marked, **CLOSED),
        "no way in": case(marked, owner=None, owner_id=teacher),
    }
    removed = part_of(world, made["no longer there"]) | {"student_id": marked, "removed_at": NOW}
    world.insert("case_students", **removed)
    let_in(world, made["another's"], "larare")
    found = await shown(world, runtime, ("larare", "kurator", "rektor"), EXPOSED)
    sees = {name: {"larare"} for name in ("protected", "one of two", "not known")}
    assert by_row(found, made) == only(sees | {"another's": {"kurator"}}, made)


async def test_reports_that_the_social_services_have_not_answered(world: World, runtime: Runtime) -> None:
    """In one's own cases; a reason opens none of K4, and no part of a case that is."""
    case, of_kind = add_case(world), add_case(world, case_type="CHILD_WELFARE_REPORT")
    strict, shut = (add_case(world, confidentiality=secrecy) for secrecy in ("K3", "K4"))
    for opened in (strict, shut):
        open_with_reason(world, opened, "psykolog")
    let_in(world, case, "mentor")

    def report(of: UUID, **more: Any) -> UUID:
        return add_report(world, of, "SOCIAL_SERVICES", **({"feedback_due_on": TODAY - DAY} | more))

    made = {
        "past its day": report(case),
        "of a closed case": report(add_case(world, **CLOSED)),
        "on its day": report(case, feedback_due_on=TODAY),
        "answered": report(case, feedback="OPENED", feedback_on=TODAY),
        "K3": report(strict, sealed=b"x"),
        "K4": report(strict, **(K3 | {"confidentiality": "K4"})),
        "in a case that is shut": report(shut, **K3),
        "a case of its own": report(of_kind),
    }
    found = await shown(world, runtime, ("kurator", "mentor", "psykolog", "rektor"), UNANSWERED)
    sees = {name: {"kurator"} for name in ("of a closed case", "K4", "in a case that is shut")}
    assert by_row(found, made) == only(
        sees | {"past its day": {"kurator", "mentor"}, "K3": {"kurator", "psykolog"}}, made
    )


async def test_absence_that_the_organiser_was_told_of(world: World, runtime: Runtime) -> None:
    case, pointed = add_case(world, case_type="ABSENCE"), add_case(world, case_type="ABSENCE")
    add_alleged(world, pointed, "utredare")

    def notice(of: UUID = case, kind: str = "ORGANISER_ABSENCE", **more: Any) -> UUID:
        return add_report(world, of, kind, **({"reach": "BOTH"} | more))

    made = {
        "told": notice(),
        "past the unit": notice(reach="ORGANISER"),
        "of the unit": notice(reach="UNIT"),
        "of another kind": notice(kind="WORK_ENVIRONMENT"),
        "K3": notice(**K3),
        "points the officer out": notice(pointed),
    }
    found = await shown(world, runtime, ("utredare", "rektor", "kurator", "chef", "larare"), NOTICES)
    assert by_row(found, made) == only({name: {"utredare"} for name in ("told", "past the unit")}, made)


async def test_appeals_to_hand_over(world: World, runtime: Runtime) -> None:
    there: dict[str, Any] = {"phase": "APPEALED"}
    by = world.people["rektor"]

    def appeal(of: UUID | None = None, **more: Any) -> UUID:
        case = of or add_case(world, **there)
        decision = add_decision(world, case, kind="DEGRADING_MEASURES", confidentiality="K2")
        return add_appeal(world, case, decision, **more)

    shut = add_case(world, "psykolog", confidentiality="K3", **there)
    outcome: dict[str, Any] = {
        "outcome": "DISMISSED",
        "outcome_on": TODAY,
        "outcome_at": NOW,
        "outcome_by": by,
    }
    forwarded: dict[str, Any] = {"forwarded_on": TODAY, "forwarded_at": NOW, "forwarded_by": by}
    made = {
        "came": appeal(),
        "late": appeal(in_time=False),
        "decided": appeal(**outcome),
        "handed over": appeal(**forwarded),
        "stricter": appeal(**dict.fromkeys(Appeal.TEXTS), **K3),
        "in a closed case": appeal(add_case(world, **CLOSED)),
        "in a case that is shut": appeal(shut, confidentiality="K2"),
        "at another unit": appeal(add_case(world, "kurator-2", "B", **there)),
    }
    found = await shown(world, runtime, ("kurator", "rektor", "rektor-2", "larare"), TO_FORWARD)
    sees = {"came": {"kurator", "rektor"}, "stricter": {"kurator"}, "at another unit": {"rektor-2"}}
    assert by_row(found, made) == only(sees, made)
