"""A municipality with every kind of assignment and way in; who sees which case and concern of it, by hand.

``late``, ``soon``, ``before`` and ``elsewhere`` have a way into the case with a circle that ends tomorrow,
begins then, has ended, or leads into another case.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from tests.factories.assigned import PEOPLE, assign, enter
from tests.factories.attachments import add_export, add_file
from tests.factories.cases import add_case, add_fidelity, add_measure, add_note, add_voice, let_in, part_of
from tests.factories.concerns import add_concern
from tests.factories.pupils import add_student
from tests.factories.world import World, add_client

HEADS, HEADS_B = {"head", "head_today"}, {"head_b", "head_area"}
HEALTH, HEALTH_B = {"health", "health_today", "late", "soon"}, {"health_b", "health_area"}
OFFICERS = {"officer", "officer_today"}
STAFF = HEADS | HEALTH | {"teacher", "teacher_today", "before", "elsewhere"}
CIRCLE = {"teacher", "teacher_today", "late", "central"}
CASES = {
    "unit": HEADS,
    "both": HEADS | OFFICERS,
    "organiser": OFFICERS,
    "b": HEADS_B,
    "closed": HEADS,
    "degrading": HEADS,
    "unit K3": {"health_today"},
    "organiser K3": {"central"},
    "circle": CIRCLE,
    "other circle": {"elsewhere"},
}
MINIMISED = {
    "unit": HEADS | HEALTH | {"system"},
    "both": HEADS | HEALTH | OFFICERS | {"system"},
    "organiser": OFFICERS,
    "b": HEADS_B | HEALTH_B | {"system"},
    "closed": HEADS | HEALTH | {"system"},
    "degrading": HEADS | HEALTH | {"system"},
    "unit K3": HEADS | HEALTH | {"system"},
    "organiser K3": {"central"},
    "circle": CIRCLE,
    "other circle": {"elsewhere"},
}
TRIAGED = {
    "own": OFFICERS | {"teacher"},
    "own, by teacher_today": OFFICERS | {"teacher_today"},
    "triage": HEADS | HEALTH,
    "triage b": HEADS_B | HEALTH_B,
    "assessed": HEADS | HEALTH,
    "heads": HEADS,
    "organiser": OFFICERS,
    "K4": HEADS,
}
NO_MORE = ("teacher_b", "teacher_area", "teacher_was", "teacher_will", "officer_unit")
"""They keep the receipt of what they reported, and no longer read it."""
TRIAGED |= {f"own, by {who}": OFFICERS for who in NO_MORE}
CONCERNS = TRIAGED | {"led to the circle": CIRCLE | OFFICERS, "led elsewhere": OFFICERS | {"elsewhere"}}
SYSTEM = {"system"}
RECEIPTS = {name: sees | SYSTEM for name, sees in TRIAGED.items()} | {
    **{f"own, by {who}": OFFICERS | SYSTEM | {who} for who in NO_MORE},
    "K4": HEADS,
    "led to the circle": OFFICERS | SYSTEM,
    "led elsewhere": OFFICERS | SYSTEM,
}


THEN = datetime(2026, 1, 7, 9, tzinfo=UTC)
CLOSED: dict[str, Any] = {"phase": "CLOSED", "closed_at": THEN, "closure_reason": "GOAL_MET"}


class Matrix:
    """The rows by name, and who sees them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.system = add_client(world, "system", ["cases:read"])
        self.limited = add_client(world, "limited", ["cases:read"], [world.school])
        assign(world)
        self.cases = _cases(world)
        self.concerns = _concerns(world, self.cases)
        self.standing = _standing(world)

    def seen(self, table: str, names: dict[str, UUID], column: str = "id") -> dict[str, set[str]]:
        found: dict[str, set[str]] = {name: set() for name in names}
        by_id = {key: name for name, key in names.items()}
        with psycopg.connect(self.world.admin_dsn) as connection:
            for who in [*PEOPLE, "system"]:
                self._enter(connection, who)
                for (key,) in connection.execute(f"SELECT {column} FROM {table}"):
                    if key in by_id:
                        found[by_id[key]].add(who)
                connection.rollback()
        return found

    def _enter(self, connection: psycopg.Connection[Any], who: str) -> None:
        if who != "system":
            return enter(connection, self.world.tokens[PEOPLE[who]])
        connection.execute("SET ROLE samsyn_app")
        connection.execute("SELECT * FROM open_client(%s, %s)", (self.world.tenant, self.system))
        return None


def _cases(world: World) -> dict[str, UUID]:
    made = {
        "unit": add_case(world, None),
        "both": add_case(world, None, reach="BOTH", case_type="DEGRADING"),
        "organiser": add_case(world, None, reach="ORGANISER", case_type="DEGRADING"),
        "b": add_case(world, None, "B"),
        "closed": add_case(world, None, **CLOSED),
        "degrading": add_case(world, None, case_type="DEGRADING"),
        "unit K3": add_case(world, None, confidentiality="K3"),
        "organiser K3": add_case(world, None, reach="ORGANISER", confidentiality="K3", case_type="DEGRADING"),
        "circle": add_case(world, None, confidentiality="K4"),
        "other circle": add_case(world, None, confidentiality="K4"),
    }
    now, day = datetime.now(UTC), timedelta(days=1)
    circle, a = made["circle"], {"via_school_id": world.school}
    for who in ("teacher", "teacher_today", "teacher_was", "teacher_will", "teacher_b"):
        let_in(world, circle, PEOPLE[who], **a)
    let_in(world, circle, PEOPLE["late"], valid_to=now + day, **a)
    let_in(world, circle, PEOPLE["soon"], valid_from=now + day, **a)
    let_in(world, circle, PEOPLE["before"], valid_to=now, **a)
    let_in(world, circle, PEOPLE["central"], via_school_id=None)
    let_in(world, circle, PEOPLE["officer_unit"], via_school_id=None)
    let_in(world, circle, PEOPLE["admin"], **a)
    let_in(world, made["other circle"], PEOPLE["elsewhere"], **a)
    let_in(world, made["unit K3"], PEOPLE["health_today"], **a)
    let_in(world, made["organiser K3"], PEOPLE["central"], school_id=None, via_school_id=None)
    pupil, by_mistake = add_student(world), add_student(world)
    for case in made.values():
        world.insert("case_students", student_id=pupil, **part_of(world, case))
        world.insert("case_students", student_id=by_mistake, removed_at=now, **part_of(world, case))
        add_note(world, case, **_inside(world, case, "text"))
        add_voice(world, case, **_inside(world, case, "content"))
        measure = add_measure(world, case, **_inside(world, case, "description"))
        add_fidelity(world, case, measure)
        add_file(world, case)
        add_export(world, case)
        event = {"type": "OPENED", "at": now, "data": "{}"}
        world.insert("case_events", **(part_of(world, case) | event))
    return made


STANDING = {
    "own, late": {"teacher"},
    "own, without a day": {"teacher"},
    "own, in time": set(),
    "own, closed": set(),
    "own, no way in": set(),
    "the head's own": {"head"},
    "nobody's": HEADS,
    "nobody's K3": set(),
    "another's": set(),
}
"""Cases that stand still, and whom that is told."""


def _standing(world: World) -> dict[str, UUID]:
    late: dict[str, Any] = {"next_follow_up_on": THEN.date()}
    teacher, head = PEOPLE["teacher"], world.people[PEOPLE["head"]]
    made = {
        "own, late": add_case(world, teacher, **late),
        "own, without a day": add_case(world, teacher, next_follow_up_on=None),
        "own, in time": add_case(world, teacher),
        "own, closed": add_case(world, teacher, **late, **CLOSED),
        "own, no way in": add_case(world, None, owner_id=world.people[teacher], **late),
        "the head's own": add_case(world, None, owner_id=head, **late),
        "nobody's": add_case(world, None, **late),
        "nobody's K3": add_case(world, None, confidentiality="K3", **late),
        "another's": add_case(world, None, owner_id=world.people[PEOPLE["health"]], **late),
    }
    let_in(world, made["nobody's K3"], teacher, via_school_id=world.school)
    return made


def _inside(world: World, case: UUID, text: str) -> dict[str, Any]:
    is_sealed = part_of(world, case)["confidentiality"] in ("K3", "K4")
    return {text: None, "sealed": b"x"} if is_sealed else {}


def _concerns(world: World, cases: dict[str, UUID]) -> dict[str, UUID]:
    nobody: dict[str, Any] = {"reporter_id": None}
    sealed: dict[str, Any] = {"what_was_seen": None, "who": None, "sealed": b"x"}
    made = {
        "own": add_concern(world, PEOPLE["teacher"], reach="ORGANISER"),
        "triage": add_concern(world, **nobody),
        "triage b": add_concern(world, school="B", **nobody),
        "assessed": add_concern(world, state="ASSESSED", outcome="ANSWERED", assessed_at=THEN, **nobody),
        "heads": add_concern(world, reach="HEADS", **nobody),
        "organiser": add_concern(world, reach="ORGANISER", **nobody),
        "K4": add_concern(world, reach="HEADS", confidentiality="K4", **nobody, **sealed),
        "led to the circle": add_concern(world, reach="ORGANISER", **nobody),
        "led elsewhere": add_concern(world, reach="ORGANISER", **nobody),
    }
    for who in ("teacher_today", *NO_MORE):
        made[f"own, by {who}"] = add_concern(world, PEOPLE[who], reach="ORGANISER")
    led = {"led to the circle": "circle", "led elsewhere": "other circle"}
    pupil = add_student(world)
    for name, concern in made.items():
        row = world.sql("SELECT school_id, reporter_id, reach FROM concerns WHERE id = %s", concern)[0]
        place = dict(zip(("school_id", "reporter_id", "reach"), row, strict=True))
        world.insert("concern_students", concern_id=concern, student_id=pupil, **place)
        if name in led:
            world.insert("concern_cases", concern_id=concern, case_id=cases[led[name]])
    return made
