"""From a delivery to what Samsyn should know. Pure: same delivery and rules, same records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samsyn.integrations.ss12000.gather import Delivery
from samsyn.integrations.ss12000.mapping.duties import DutyMapper
from samsyn.integrations.ss12000.mapping.groups import GroupMapper, Groups
from samsyn.integrations.ss12000.mapping.notes import Notes
from samsyn.integrations.ss12000.mapping.organisations import Landscape, map_organisations
from samsyn.integrations.ss12000.mapping.people import People, PeopleMapper, present
from samsyn.integrations.ss12000.mapping.protection import NoMarksConfirmed, Protector
from samsyn.integrations.ss12000.mapping.tree import Scope
from samsyn.integrations.ss12000.reasons import Kind, Notice, Refusal
from samsyn.integrations.ss12000.records import AssignmentRecord, Protection, Record, RecordKind, State

__all__ = ["Desired", "MappingRules", "NoMarksConfirmed", "Scope", "map_delivery"]

_BLINDED: dict[Kind, frozenset[RecordKind]] = {
    Kind.ORGANISATION: frozenset({RecordKind.ORGANISER, RecordKind.AREA, RecordKind.SCHOOL_UNIT}),
    Kind.PERSON: frozenset({RecordKind.PERSON, RecordKind.PUPIL}),
    Kind.DUTY: frozenset({RecordKind.ASSIGNMENT, RecordKind.GROUP_LEAD, RecordKind.PERSON}),
    Kind.GROUP: frozenset({RecordKind.GROUP, RecordKind.MEMBERSHIP}),
}


@dataclass(frozen=True, slots=True)
class MappingRules:
    """``no_marks``: an administrator's confirmation that the source delivers no protection marks."""

    scope: Scope
    today: date
    no_marks: NoMarksConfirmed | None = None


@dataclass(frozen=True, slots=True)
class Desired:
    """What should be true after this pull.

    ``blind``: kinds of which nothing may be ended, because an object without a readable id was among them.
    ``marks``: protection of people who are otherwise not in ``state`` (refused, for instance); it still
    counts. ``unknown`` counts unknown codes by field; no value that was sent is kept.
    """

    state: State
    refusals: tuple[Refusal, ...] = ()
    blind: frozenset[RecordKind] = frozenset()
    marks: dict[UUID, Protection] = field(default_factory=dict)
    outside: Counter[Kind] = field(default_factory=Counter)
    over: Counter[Kind] = field(default_factory=Counter)
    notices: Counter[Notice] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)


def map_delivery(delivery: Delivery, rules: MappingRules) -> Desired:
    """The whole mapping. Raises `SourceFault` (SCOPE_UNCLEAR) where our organiser cannot be told."""
    notes = Notes()
    landscape = map_organisations(delivery, rules.scope, rules.today, notes)
    here = present(delivery, notes)
    refused = {one.source_id for one in delivery.refusals if one.kind is Kind.PERSON}
    assignments = DutyMapper(delivery, here, refused, landscape, rules.today, notes).assignments()
    protector = Protector(delivery, rules.no_marks, notes)
    staff_ids = {one.person_id for one in assignments.values()}
    people = PeopleMapper(landscape, protector, rules.today, notes).people(here, staff_ids)
    group_mapper = GroupMapper(landscape, people.pupils, rules.today, notes)
    groups = group_mapper.groups(delivery.groups.values())
    group_mapper.leads(groups, delivery.duties, assignments.values())
    if delivery.twice.total():
        notes.notices[Notice.DELIVERED_TWICE] += delivery.twice.total()
    return Desired(
        state=_state(landscape, assignments, people, groups),
        refusals=(*delivery.refusals, *notes.refusals),
        blind=frozenset[RecordKind]().union(*(_BLINDED[kind] for kind in delivery.blind)),
        marks=protector.of_refused({*people.staff, *people.pupils}),
        outside=notes.outside,
        over=notes.over,
        notices=notes.notices,
        unknown=notes.unknown,
    )


def _state(
    landscape: Landscape, assignments: dict[UUID, AssignmentRecord], people: People, groups: Groups
) -> dict[RecordKind, dict[str, Record]]:
    return {
        RecordKind.ORGANISER: _keyed([landscape.organiser] if landscape.organiser else []),
        RecordKind.AREA: _keyed(landscape.areas),
        RecordKind.SCHOOL_UNIT: _keyed(landscape.units),
        RecordKind.PERSON: _keyed(people.staff.values()),
        RecordKind.ASSIGNMENT: _keyed(assignments.values()),
        RecordKind.PUPIL: _keyed(people.pupils.values()),
        RecordKind.ENROLMENT: _keyed(people.enrolments.values()),
        RecordKind.GROUP: _keyed(groups.groups.values()),
        RecordKind.MEMBERSHIP: _keyed(groups.memberships.values()),
        RecordKind.GROUP_LEAD: _keyed(groups.leads.values()),
    }


def _keyed(records: Iterable[Record]) -> dict[str, Record]:
    return {record.key: record for record in records}
