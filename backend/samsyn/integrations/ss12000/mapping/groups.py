"""Groups → classes, mentor groups and the like, with their pupils and mentors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samsyn.core.vocabulary import SchoolForm
from samsyn.integrations.ss12000.codes import GROUP_KINDS, ROLE_MENTOR, SCHOOL_FORMS, STAFF_GROUP, GroupKind
from samsyn.integrations.ss12000.mapping.notes import Notes
from samsyn.integrations.ss12000.mapping.organisations import Landscape, Place
from samsyn.integrations.ss12000.mapping.periods import holds, over
from samsyn.integrations.ss12000.reasons import Kind, Reason
from samsyn.integrations.ss12000.records import (
    AssignmentRecord,
    GroupLeadRecord,
    GroupRecord,
    MembershipRecord,
    PupilRecord,
)
from samsyn.integrations.ss12000.wire import Duty, Group

_MOST_UNITS = 50
"""Above that a group's form says nothing about its unit."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups by source id, memberships and leads by key."""

    groups: dict[UUID, GroupRecord] = field(default_factory=dict)
    memberships: dict[str, MembershipRecord] = field(default_factory=dict)
    leads: dict[str, GroupLeadRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupMapper:
    """Maps the groups of one delivery."""

    landscape: Landscape
    pupils: Mapping[UUID, PupilRecord]
    today: date
    notes: Notes

    def groups(self, delivered: Iterable[Group]) -> Groups:
        """Groups of pupils; a group of staff is none."""
        found = Groups()
        for group in delivered:
            record = self._group(group)
            if record is not None:
                found.groups[group.id] = record
                found.memberships.update((one.key, one) for one in self._memberships(group))
        return found

    def leads(self, found: Groups, duties: Mapping[UUID, Duty], accepted: Iterable[AssignmentRecord]) -> None:
        """Add the mentors, from the roles of accepted duties."""
        for assignment in accepted:
            for role in duties[assignment.source_id].assignment_role:
                mentor = role.assignment_role_type == ROLE_MENTOR and not over(role.end_date, self.today)
                if mentor and role.group.id in found.groups:
                    lead = GroupLeadRecord(
                        role.group.id,
                        assignment.person_id,
                        assignment.source_id,
                        role.start_date,
                        role.end_date,
                    )
                    found.leads[lead.key] = lead

    def _group(self, group: Group) -> GroupRecord | None:
        place = self.landscape.places.get(group.organisation.id)
        if place is None or group.group_type == STAFF_GROUP:
            self.notes.outside[Kind.GROUP] += 1
            return None
        if over(group.end_date, self.today):
            self.notes.over[Kind.GROUP] += 1
            return None
        unit = self._unit(group, place)
        if unit is None:
            self.notes.refuse(
                Kind.GROUP,
                Reason.GROUP_UNIT_UNCLEAR,
                group.id,
                field="organisation",
                touched=frozenset({group.id}),
            )
            return None
        return GroupRecord(
            source_id=group.id,
            name=group.display_name,
            kind=self._kind(group),
            unit_id=unit,
            school_form=self._form(group),
            valid_from=group.start_date,
            valid_to=group.end_date,
        )

    def _kind(self, group: Group) -> GroupKind:
        kind = GROUP_KINDS.get(group.group_type)
        if kind is None:
            self.notes.unknown_code("groupType")
        return kind or GroupKind.OTHER

    def _form(self, group: Group) -> SchoolForm | None:
        return self.notes.school_form(group.school_type, "schoolType") if group.school_type else None

    def _unit(self, group: Group, place: Place) -> UUID | None:
        """The unit itself, or the one below the place that has the group's form, or all its pupils."""
        if len(place.units) == 1:
            return next(iter(place.units))
        form = SCHOOL_FORMS.get(group.school_type or "")
        if form is not None and len(place.units) <= _MOST_UNITS:
            fitting = [one for one in place.units if form in self.landscape.forms[one]]
            if len(fitting) == 1:
                return fitting[0]
        members = (self.pupils.get(one.person.id) for one in group.group_memberships)
        homes = {pupil.unit_id for pupil in members if pupil is not None}
        return homes.pop() if len(homes) == 1 and homes <= place.units else None

    def _memberships(self, group: Group) -> list[MembershipRecord]:
        """One for each pupil: that of today, else the next one. Who is no pupil of ours is left out."""
        found: dict[UUID, MembershipRecord] = {}
        for one in group.group_memberships:
            if one.person.id in self.pupils and not over(one.end_date, self.today):
                record = MembershipRecord(group.id, one.person.id, one.start_date, one.end_date)
                rival = found.get(one.person.id)
                if rival is None or self._before(record, rival):
                    found[one.person.id] = record
        return list(found.values())

    def _before(self, one: MembershipRecord, other: MembershipRecord) -> bool:
        """Whether ``one`` counts rather than ``other``."""
        return self._rank(one) < self._rank(other)

    def _rank(self, one: MembershipRecord) -> tuple[bool, date, date]:
        now = holds(one.valid_from, one.valid_to, self.today)
        return not now, one.valid_from or date.min, one.valid_to or date.max
