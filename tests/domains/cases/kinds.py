"""One row of every kind that is written in a case, in whatever class, past row security."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from samsyn.cases.models import (
    ActionProgramme,
    AllegedPerson,
    Appeal,
    AssessmentReference,
    AuthorityReport,
    BestInterestAssessment,
    CaseAttachment,
    CaseEvent,
    CaseExport,
    CaseNote,
    CaseTransfer,
    ChildVoice,
    Consent,
    Contribution,
    Decision,
    Disclosure,
    Hearing,
    Investigation,
    Measure,
    MeasureFidelity,
    Notification,
    PartOfCase,
)
from samsyn.core.schooldays import stockholm_day
from tests.factories.alleged import add_alleged
from tests.factories.assessments import add_assessment
from tests.factories.attachments import add_export, add_file
from tests.factories.best_interest import add_best_interest
from tests.factories.cases import (
    add_case,
    add_contribution,
    add_fidelity,
    add_measure,
    add_note,
    add_voice,
    investigated,
    let_in,
    open_with_reason,
    part_of,
)
from tests.factories.days import DAY
from tests.factories.decisions import (
    add_appeal,
    add_decision,
    add_hearing,
    add_notification,
    whole_programme,
)
from tests.factories.disclosures import add_consent, add_disclosure
from tests.factories.reports import add_report
from tests.factories.staff import add_post
from tests.factories.transfers import add_transfer
from tests.factories.world import World

NOBODY_S: dict[str, Any] = {"to_school_id": None, "to_person_id": None, "destination": "NONE"}
"""Handed over to no unit: it waits for nobody."""
STRICT = ("K3", "K4")


def add_kind(world: World, kind: type[PartOfCase], case: UUID, confidentiality: str = "") -> UUID:
    """In the class of its case, unless another is given; in K3 and K4 sealed, without a word."""
    chosen = confidentiality or str(part_of(world, case)["confidentiality"])
    if kind is AssessmentReference:
        chosen = max(chosen, "K3")
    sealed = {**dict.fromkeys(kind.TEXTS), "sealed": b"x"} if chosen in STRICT else {}
    return WRITERS[kind](world, case, confidentiality=chosen, **sealed)


def _alleged(world: World, case: UUID, **more: Any) -> UUID:
    """Somebody who has no part in any case of these tests; before, it was a mistake."""
    world.sql("UPDATE alleged_persons SET removed_at = now() WHERE case_id = %s AND removed_at IS NULL"
              " AND person_id = %s", case, world.people["forstelarare"])  # fmt: skip
    return add_alleged(world, case, "forstelarare", **more)


def _event(world: World, case: UUID, **more: Any) -> UUID:
    row = {"type": "OPENED", "at": datetime.now(UTC), "data": "{}"}
    return world.insert("case_events", **(part_of(world, case) | row | more))


def _decision(world: World, case: UUID, **more: Any) -> UUID:
    return add_decision(world, case, kind="DEGRADING_MEASURES", **more)


def _on_a_decision(writer: Callable[..., UUID]) -> Callable[..., UUID]:
    def write(world: World, case: UUID, confidentiality: str, **more: Any) -> UUID:
        decision = add_kind(world, Decision, case, confidentiality)
        return writer(world, case, decision, confidentiality=confidentiality, **more)

    return write


def _programme(world: World, case: UUID, decision: UUID, **more: Any) -> UUID:
    return world.insert(
        "action_programmes", **(part_of(world, case) | whole_programme(world) | more), id=decision
    )


def _contribution(world: World, case: UUID, confidentiality: str, **more: Any) -> UUID:
    investigation = add_kind(world, Investigation, case, confidentiality)
    return add_contribution(world, case, investigation, confidentiality=confidentiality, **more)


def _fidelity(world: World, case: UUID, confidentiality: str, **more: Any) -> UUID:
    measure = add_kind(world, Measure, case, confidentiality)
    return add_fidelity(world, case, measure, confidentiality=confidentiality, **more)


def _transfer(world: World, case: UUID, **more: Any) -> UUID:
    return add_transfer(world, case, **NOBODY_S, **more)


WRITERS: dict[type[PartOfCase], Callable[..., UUID]] = {
    ActionProgramme: _on_a_decision(_programme),
    AllegedPerson: _alleged,
    Appeal: _on_a_decision(add_appeal),
    AssessmentReference: add_assessment,
    AuthorityReport: add_report,
    BestInterestAssessment: add_best_interest,
    CaseAttachment: add_file,
    CaseEvent: _event,
    CaseExport: add_export,
    CaseNote: add_note,
    CaseTransfer: _transfer,
    ChildVoice: add_voice,
    Consent: add_consent,
    Contribution: _contribution,
    Decision: _decision,
    Disclosure: add_disclosure,
    Hearing: add_hearing,
    Investigation: investigated,
    Measure: add_measure,
    MeasureFidelity: _fidelity,
    Notification: _on_a_decision(add_notification),
}
KINDS = tuple(sorted(WRITERS, key=lambda kind: str(kind.__tablename__)))


NAMED = {"kurator", "elevassistent", "loggranskare"}
OPENED = {
    "larare", "mentor", "psykolog", "skolskoterska", "specialpedagog", "speciallarare", "forskollarare",
}  # fmt: skip
"""Who has opened the case with a reason alone; those named are in its circle too."""


def open_to_all(world: World) -> UUID:
    """A case of class K3 that everybody has opened with a reason, and who else has been, will be or would be
    in its circle."""
    case, now, b = add_case(world, confidentiality="K3"), datetime.now(UTC), world.schools["B"]
    ways: dict[str, dict[str, Any]] = {
        "mentor": {"valid_to": now},
        "psykolog": {"valid_from": now + DAY},
        "skolskoterska": {"via_school_id": b},
        "specialpedagog": {"via_school_id": b},
        "speciallarare": {"via_school_id": b},
        "forskollarare": {"via_school_id": None},
        "elevassistent": {"valid_to": now + DAY},
        "loggranskare": {},
    }
    for who in ("larare", *ways):
        open_with_reason(world, case, who)
    add_post(world, "specialpedagog", "TEACHER", school_id=b, valid_to=stockholm_day(now) - DAY)
    add_post(world, "speciallarare", "TEACHER", school_id=b, valid_from=stockholm_day(now) + DAY)
    for who, way in ways.items():
        let_in(world, case, who, **way)
    return case
