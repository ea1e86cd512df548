"""What comes with one case in its one statement: each row by its own class, and nothing that is over."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import (
    AssessmentReference,
    CaseEvent,
    CaseTransfer,
    ChildVoice,
    Consent,
    Decision,
    Disclosure,
    Hearing,
    Investigation,
    Measure,
)
from samsyn.cases.queries.around import Around
from samsyn.cases.statements.one_case import WHOLE_CASE
from samsyn.core.runtime import Runtime
from tests.domains.cases.kinds import add_kind
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_case, add_contribution, part_of
from tests.factories.concerns import add_concern
from tests.factories.decisions import add_decision, add_signed
from tests.factories.disclosures import add_consent, add_disclosure
from tests.factories.each import work_of
from tests.factories.pupils import add_group, add_student, grant
from tests.factories.world import World, make_world

THEN = datetime(2026, 1, 7, 9, tzinfo=UTC)
LAX_AND_STRICT = (CaseEvent, ChildVoice, Investigation, Measure, Hearing)
SIGNED: dict[str, Any] = {"kind": "DEGRADING_MEASURES"}


class Filled:
    """``here``: a case of kurator's with a row of every kind in its own class, K2, and one in K3; ``other``:
    another of the same owner's with rows of its own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.here, self.other = add_case(world), add_case(world)
        self.pupils = {name: add_student(world) for name in ("lax", "K3", "removed")}
        mark = {"protection_level": "CONFIDENTIAL_MARK"}
        self.pupils |= {name: add_student(world, **mark) for name in ("protected", "granted")}
        grant(world, self.pupils["granted"], "kurator")
        self.concerns: dict[str, UUID] = {}
        for case in (self.here, self.other):
            for kind in LAX_AND_STRICT:
                add_kind(world, kind, case)
                add_kind(world, kind, case, "K3")
            world.insert("case_events", **part_of(world, case), type="NOTE_WRITTEN", at=THEN, data="{}")
            add_contribution(world, case)
            self._pupils(case)
            self._decisions(case)
            add_kind(world, AssessmentReference, case)
            gone = add_kind(world, AssessmentReference, case)
            world.sql("UPDATE assessment_references SET removed_at = now() WHERE id = %s", gone)
        self._about_here()
        self._led()

    def _pupils(self, case: UUID) -> None:
        more: dict[str, dict[str, Any]] = {"K3": {"confidentiality": "K3"}, "removed": {"removed_at": THEN}}
        for name, pupil in self.pupils.items():
            row = part_of(self.world, case) | more.get(name, {})
            self.world.insert("case_students", student_id=pupil, **row)

    def _decisions(self, case: UUID) -> None:
        shut = dict.fromkeys(Decision.TEXTS) | {"sealed": b"x", "confidentiality": "K3"}
        add_signed(self.world, case, **SIGNED)
        add_signed(self.world, case, **SIGNED, **shut)
        add_decision(self.world, case, **SIGNED)

    def _about_here(self) -> None:
        world = self.world
        for case, name, grade in ((self.here, "5B", "5"), (self.other, "6A", "6")):
            world.sql("UPDATE cases SET group_id = %s WHERE id = %s", add_group(world, name), case)
            world.sql("UPDATE case_heads SET grade = %s WHERE id = %s", grade, case)
        add_alleged(world, self.here, "mentor")
        add_alleged(world, self.here, "larare", removed_at=THEN)
        add_alleged(world, self.here, "forskollarare", confidentiality="K3", sealed=b"x")
        add_alleged(world, self.other, "elevassistent")

    def _led(self) -> None:
        reach = {"unit": "TRIAGE", "organiser": "ORGANISER", "to another": "TRIAGE", "to none": "TRIAGE"}
        for name, of in reach.items():
            self.concerns[name] = add_concern(self.world, reach=of)
        for name in ("unit", "organiser", "to another"):
            case = self.other if name == "to another" else self.here
            self.world.insert("concern_cases", concern_id=self.concerns[name], case_id=case)


@pytest.fixture(scope="session")
def filled(admin_dsn: str) -> Filled:
    return Filled(make_world(admin_dsn))


async def around(world: World, runtime: Runtime, who: str, case: UUID) -> Around:
    async with work_of(world, runtime, who) as work:
        await work.open()
        return Around(*(await work.one_or_none(WHOLE_CASE, key=case)).around)


@pytest.mark.parametrize(("who", "rows"), [("kurator", 2), ("rektor", 1)])
async def test_each_row_by_its_own_class(who: str, rows: int, filled: Filled, runtime: Runtime) -> None:
    found = await around(filled.world, runtime, who, filled.here)
    listed = (
        found.events, found.voices, found.investigated, found.measures, found.hearings, found.decided,
    )  # fmt: skip
    assert [len(some or ()) for some in listed] == [rows] * len(listed)
    assert {event[0] for event in found.events or ()} == {"OPENED"}
    assert found.assessed == (["SOCIAL"] if who == "kurator" else None)
    people = filled.world.people
    alleged = {"mentor", "forskollarare"} if who == "kurator" else {"mentor"}
    assert sorted(found.alleged or ()) == sorted(str(people[one]) for one in alleged)


async def test_the_case_s_own_unit_owner_group_and_grade(filled: Filled, runtime: Runtime) -> None:
    for case, group, grade in ((filled.here, "5B", "5"), (filled.other, "6A", "6")):
        found = await around(filled.world, runtime, "rektor", case)
        owner = filled.world.sql(
            "SELECT given_name, family_name FROM people WHERE id = %s", filled.world.people["kurator"]
        )[0]
        assert (found.school_name, found.group_name, found.grade) == ("Björkskolan", group, grade)
        assert tuple(found.owner_name or ()) == owner


async def test_pupils_are_named_as_far_as_protection_goes(filled: Filled, runtime: Runtime) -> None:
    name_of = {str(key): name for name, key in filled.pupils.items()}
    named = {}
    for who in ("kurator", "rektor"):
        found = await around(filled.world, runtime, who, filled.here)
        named[who] = {name_of[key]: bool(words) for key, words in found.pupils or ()}
    assert named == {
        "kurator": {"lax": True, "K3": True, "protected": False, "granted": True},
        "rektor": {"lax": True, "protected": False, "granted": False},
    }


async def test_concerns_that_led_here_and_that_one_reads(filled: Filled, runtime: Runtime) -> None:
    """The circle reads all of them; who comes by function, those that the function assesses."""
    sees = {"kurator": ("unit", "organiser"), "rektor": ("unit",)}
    for who, names in sees.items():
        found = await around(filled.world, runtime, who, filled.here)
        assert {key for key, _ in found.linked or ()} == {str(filled.concerns[name]) for name in names}
        assert len(found.linked or ()) == len(names)


WHO = ("kurator", "rektor")
OVER = {"expires_on": date(2026, 1, 8)}
K3: dict[str, Any] = {"confidentiality": "K3", "sealed": b"x"}


async def grounds(world: World, runtime: Runtime, case: UUID) -> set[str]:
    """Who is told that there is a ground for what was disclosed."""
    return {who for who in WHO if (await around(world, runtime, who, case)).grounded}


async def test_a_consent_that_holds_or_another_ground(filled: Filled, runtime: Runtime) -> None:
    world = filled.world
    assert await grounds(world, runtime, filled.here) == set()
    shut = {Consent: dict.fromkeys(Consent.TEXTS), Disclosure: dict.fromkeys(Disclosure.TEXTS)}
    cases = [add_case(world) for _ in range(6)]
    over = add_consent(world, cases[1], **OVER)
    add_consent(world, cases[0])
    add_consent(world, cases[2], **shut[Consent], **K3)
    add_disclosure(world, cases[3])
    add_disclosure(world, cases[1], basis="CONSENT_GUARDIAN", consent_id=over)
    add_disclosure(world, cases[4], **shut[Disclosure], **K3)
    expected = [set(WHO), set(), {"kurator"}, set(WHO), {"kurator"}, set()]
    assert [await grounds(world, runtime, case) for case in cases] == expected


async def test_whether_anything_was_handed_over(filled: Filled, runtime: Runtime) -> None:
    world, case = filled.world, add_case(filled.world)
    add_kind(world, CaseTransfer, case, "K3")
    told = {who: (await around(world, runtime, who, case)).transferred for who in WHO}
    assert told == {"kurator": True, "rektor": False}
    assert (await around(world, runtime, "kurator", filled.here)).transferred is False


async def test_the_organiser_s_own_numbers_come_along(admin_dsn: str, runtime: Runtime) -> None:
    world, neighbour = make_world(admin_dsn), make_world(admin_dsn)
    case, row = add_case(world), {"clock": "ABSENCE_COMPLETE", "reason": "Beslut", "decided_at": THEN}
    for of, amount in ((neighbour, 4), (world, 3)):
        by = of.people["admin"]
        of.insert("rule_adjustments", pack="SE-2023", amount=amount, decided_by=by, **row)
    found = await around(world, runtime, "kurator", case)
    assert [tuple(one[:3]) for one in found.numbers or ()] == [("SE-2023", "ABSENCE_COMPLETE", 3)]
