"""Who is asking: a person with time-limited assignments, a system with scopes, or the program itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

Kind = Literal["PERSON", "CLIENT", "SYSTEM"]


class Function(StrEnum):
    """What an assignment (uppdrag) is for. Access follows from it, never from a title."""

    PRINCIPAL = "PRINCIPAL"
    DEPUTY_PRINCIPAL = "DEPUTY_PRINCIPAL"
    EHT_SPECIAL = "EHT_SPECIAL"
    EHT_PSYCHOSOCIAL = "EHT_PSYCHOSOCIAL"
    EHT_PSYCHOLOGY = "EHT_PSYCHOLOGY"
    EHT_MEDICAL = "EHT_MEDICAL"
    MENTOR = "MENTOR"
    TEACHER = "TEACHER"
    TEAM_LEAD = "TEAM_LEAD"
    STAFF = "STAFF"
    CENTRAL_MANAGER = "CENTRAL_MANAGER"
    ORGANISER_CASE_OFFICER = "ORGANISER_CASE_OFFICER"
    ORGANISER_ANALYST = "ORGANISER_ANALYST"
    SCHOOL_CHIEF = "SCHOOL_CHIEF"
    PROGRAMME_LEADER = "PROGRAMME_LEADER"
    EXTERNAL_PARTNER = "EXTERNAL_PARTNER"
    REGISTRAR = "REGISTRAR"
    LOG_REVIEWER = "LOG_REVIEWER"
    SYSTEM_ADMIN = "SYSTEM_ADMIN"


HEADS = frozenset({Function.PRINCIPAL, Function.DEPUTY_PRINCIPAL})
"""List access to K2 cases of their unit."""

HEALTH = frozenset(
    {Function.EHT_SPECIAL, Function.EHT_PSYCHOSOCIAL, Function.EHT_PSYCHOLOGY, Function.EHT_MEDICAL}
)
"""The student health team (elevhälsoteamet) of a unit."""

TRIAGE = HEADS | HEALTH
"""May see the concerns of their unit."""

STAFF = TRIAGE | {Function.MENTOR, Function.TEACHER, Function.TEAM_LEAD, Function.STAFF}
"""Work at a unit: read what is internal (K1) there, and report concerns."""

ORGANISER_READERS = frozenset({Function.CENTRAL_MANAGER})
"""Read what is internal (K1) at every unit of the organiser."""


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """One valid assignment, as the database handed it over. ``schools`` is empty at organiser level."""

    id: UUID
    function: Function
    scope: Literal["ORGANISER", "AREA", "UNIT"]
    schools: tuple[UUID, ...]


@dataclass(frozen=True)
class Actor:
    """The caller with the rights of this very moment. ``id`` is a person's, a client's or the system's.

    ``name`` is that of a person who is signed in, else empty.
    """

    tenant: int
    kind: Kind
    id: UUID
    assurance: int = 0
    assignments: tuple[AssignmentView, ...] = ()
    scopes: frozenset[str] = frozenset()
    client_schools: tuple[UUID, ...] = ()
    session: UUID | None = None
    account: UUID | None = None
    name: str = field(default="", repr=False, compare=False)
    extra: dict[str, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def functions(self) -> frozenset[Function]:
        return frozenset(a.function for a in self.assignments)

    def holds(self, *functions: Function) -> bool:
        """Whether any valid assignment, anywhere, is one of these."""
        return bool(self.functions & frozenset(functions))

    def units(self, functions: Iterable[Function]) -> tuple[UUID, ...]:
        """Units where a valid assignment with one of these functions reaches; without doubles, in order."""
        wanted = frozenset(functions)
        reached = (s for a in self.assignments if a.function in wanted for s in a.schools)
        return tuple(dict.fromkeys(reached))

    def holds_at(self, school: UUID, functions: Iterable[Function]) -> bool:
        return school in self.units(functions)

    @property
    def staff_units(self) -> tuple[UUID, ...]:
        """Units whose internal rows (K1) this actor reads because of work there, or because of a grant."""
        return self.client_schools if self.kind == "CLIENT" else self.units(STAFF)

    @property
    def reads_every_unit(self) -> bool:
        """Central functions read what is internal at every unit of their organiser."""
        return self.kind == "SYSTEM" or any(
            a.scope == "ORGANISER" and a.function in ORGANISER_READERS for a in self.assignments
        )

    def assignment_for(self, school: UUID | None) -> UUID | None:
        """The assignment that the access log names for something at this unit."""
        fitting = [a for a in self.assignments if school is None or school in a.schools]
        chosen = fitting or list(self.assignments)
        return chosen[0].id if chosen else None

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """Values of the ``actor_*`` parameters of policies; Work fills them in and nothing else does."""
        return {
            "actor_tenant": self.tenant,
            "actor_person": self.id if self.kind == "PERSON" else None,
            "actor_list_units": list(self.units(HEADS)) if self.assurance > 1 else [],
            "actor_triage_units": list(self.units(TRIAGE)) if self.assurance > 1 else [],
            "actor_units": list(self.staff_units),
            "actor_everywhere": self.reads_every_unit,
            "actor_employed": self.kind != "PERSON" or bool(self.functions - {Function.EXTERNAL_PARTNER}),
            "actor_administers": self.holds(Function.SYSTEM_ADMIN),
        }
