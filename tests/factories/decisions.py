"""Decisions, hearings and investigations in a test's municipality, written past row security."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from samsyn.core.schooldays import stockholm_day
from tests.factories.cases import add_case, add_voice, part_of
from tests.factories.pupils import add_student
from tests.factories.world import World

BORN = date(2014, 5, 17)


def add_investigated(world: World, case: UUID, conclusion: str = "SUPPORT_NEEDED", **more: Any) -> UUID:
    """A completed investigation into special support, from last week."""
    then = datetime.now(UTC) - timedelta(days=7)
    row = {
        "kind": "SPECIAL_SUPPORT",
        "started_at": then - timedelta(days=14),
        "started_by": world.people["kurator"],
        "completed_at": then,
        "completed_by": world.people["kurator"],
        "conclusion": conclusion,
    }
    return world.insert("investigations", **(part_of(world, case) | row | more))


def add_hearing(world: World, case: UUID, **more: Any) -> UUID:
    row = {
        "party": "GUARDIAN",
        "name": "Vårdnadshavare 1",
        "state": "ANSWERED",
        "informed_on": date(2026, 1, 7),
        "answer_by": date(2026, 1, 21),
        "answered_on": date(2026, 1, 9),
        "view": "Instämmer",
        "interpreter": False,
    }
    return world.insert("case_hearings", **(part_of(world, case) | row | more))


def add_decision(world: World, case: UUID, **more: Any) -> UUID:
    """A draft of an action programme with everything that signing asks, by the principal."""
    pupil = world.sql("SELECT student_id FROM case_students WHERE case_id = %s", case)
    row = {
        "kind": "ACTION_PROGRAMME",
        "state": "DRAFT",
        "student_id": pupil[0][0] if pupil else None,
        "born_on": BORN.isoformat(),
        "ruling": "Eleven ska ges särskilt stöd enligt programmet.",
        "reasons": "Utredningen visar att eleven inte når målen utan stöd.",
        "support_forms": ["IN_GROUP"],
        "legal_bases": [],
        "appeal_possible": True,
        "delegated": False,
    }
    programme = {k: more.pop(k) for k in list(more) if k in PROGRAMME}
    made = world.insert("case_decisions", **(part_of(world, case) | row | more))
    if (row | more)["kind"] in ("ACTION_PROGRAMME", "SPECIAL_GROUP", "ADAPTED_COURSE"):
        world.insert(
            "action_programmes", **(part_of(world, case) | whole_programme(world) | programme), id=made
        )
    return made


def whole_programme(world: World) -> dict[str, Any]:
    today = stockholm_day(datetime.now(UTC))
    return {
        "needs": "Behöver stöd att komma i gång och att läsa längre texter.",
        "measures": json.dumps([{"text": "Speciallärare två pass i veckan", "measure_id": None}]),
        "student_part": "Var med på mötet och valde tider.",
        "guardians": json.dumps(
            [
                {
                    "name": "Vårdnadshavare 1",
                    "invited_on": "2026-01-07",
                    "participated": "YES",
                    "interpreter": False,
                    "view": None,
                }
            ]
        ),
        "follow_up_on": today + timedelta(days=40),
        "evaluate_on": today + timedelta(days=120),
        "follow_up_by": world.people["specialpedagog"],
        "evaluate_by": world.people["rektor"],
    }


PROGRAMME = frozenset(
    {
        "needs",
        "measures",
        "student_part",
        "guardians",
        "follow_up_on",
        "evaluate_on",
        "follow_up_by",
        "evaluate_by",
    }
)


def ready_case(world: World, conclusion: str | None = "SUPPORT_NEEDED", **more: Any) -> UUID:
    """A case of special support that awaits a decision: investigated, the child heard, and the guardian."""
    case = add_case(world, students=(add_student(world),), **({"phase": "DECISION"} | more))
    add_voice(world, case)
    add_hearing(world, case)
    if conclusion is not None:
        add_investigated(world, case, conclusion)
    return case


def add_signed(world: World, case: UUID, **more: Any) -> UUID:
    """Signed today by the principal, with a document that has no content."""
    now = datetime.now(UTC)
    content = b"%PDF-1.7"
    blob = world.insert(
        "blobs",
        media_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).digest(),
        chunks=1,
        kept_at=now,
    )
    row = {
        "state": "SIGNED",
        "edition": 1,
        "decided_by": world.people["rektor"],
        "decided_as": "PRINCIPAL",
        "decided_at": now,
        "content_hash": b"x" * 32,
        "document_id": blob,
        "document_hash": hashlib.sha256(content).digest(),
        "legal_bases": ["SL_3_9"],
    }
    return add_decision(world, case, **(row | more))


def add_notification(world: World, case: UUID, decision: UUID, **more: Any) -> UUID:
    row = {
        "decision_id": decision,
        "party": "GUARDIAN",
        "name": "Vårdnadshavare 1",
        "channel": "IN_PERSON",
        "sent_on": stockholm_day(datetime.now(UTC)),
        "notified_by": world.people["kurator"],
        "notified_at": datetime.now(UTC),
    }
    return world.insert("decision_notifications", **(part_of(world, case) | row | more))


def add_appeal(world: World, case: UUID, decision: UUID, **more: Any) -> UUID:
    row = {
        "decision_id": decision,
        "party": "GUARDIAN",
        "appellant": "Vårdnadshavare 1",
        "received_on": stockholm_day(datetime.now(UTC)),
        "in_time": True,
        "recorded_by": world.people["kurator"],
        "recorded_at": datetime.now(UTC),
    }
    return world.insert("decision_appeals", **(part_of(world, case) | row | more))
