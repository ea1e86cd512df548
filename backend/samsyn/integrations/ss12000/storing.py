"""What of a delivery our tables can hold. Pure.

Desired records are brought into the form in which they will be read back from the tables, so that a second
pull finds nothing to do. Left out: the organiser itself, enrolments beyond unit and grade, what staff's
protection is, and everything that somebody has ended by hand.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from samsyn.core.vocabulary import SchoolForm
from samsyn.integrations.ss12000.difference import Difference
from samsyn.integrations.ss12000.mapping import Desired
from samsyn.integrations.ss12000.reasons import Notice
from samsyn.integrations.ss12000.records import (
    AreaRecord,
    AssignmentRecord,
    GroupLeadRecord,
    GroupRecord,
    MembershipRecord,
    PersonRecord,
    Protection,
    PupilRecord,
    Record,
    RecordKind,
    SchoolUnitRecord,
    State,
)
from samsyn.integrations.ss12000.shield import ids_of, own_id

NOT_HELD = frozenset({RecordKind.ORGANISER, RecordKind.ENROLMENT})
"""Kinds without a table of their own."""
ANY_FORM = SchoolForm.COMPULSORY
"""Stands on both sides of the comparison: a pupil's form is that of the enrolment, which is not held."""
Records = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Here:
    """What is held. ``existing``: what this source gave and is active; ``foreign``: source ids of others.

    ``taken_names``: of areas that are not this source's. ``by_hand``: source ids of people and assignments
    that an administrator has ended.
    """

    existing: State
    today: date
    foreign: frozenset[UUID] = frozenset()
    taken_names: frozenset[str] = frozenset()
    by_hand: frozenset[UUID] = field(default_factory=frozenset)


def storable(desired: Desired, here: Here) -> tuple[Desired, frozenset[UUID]]:
    """The desired state in stored form, and ``foreign`` with all that hangs on it."""
    notices: Counter[Notice] = Counter()
    state: dict[RecordKind, Records] = {
        kind: dict(desired.state.get(kind, {})) for kind in RecordKind if kind not in NOT_HELD
    }
    _leave_ended(state, here, notices)
    foreign = _spread(state, here)
    staff = state[RecordKind.PERSON]
    notices[Notice.STAFF_PROTECTED] += sum(one.protection.protected for one in staff.values())
    for kind, form in _forms(state, here, foreign).items():
        state[kind] = {key: form(one) for key, one in state[kind].items()}
    _name_areas(state[RecordKind.AREA], here.taken_names)
    return dataclasses.replace(desired, state=state, notices=desired.notices + notices), foreign


def without_kinds_not_held(found: Difference) -> Difference:
    """For the report: kinds without a table are not counted as nothing."""
    return replace(found, kinds={kind: one for kind, one in found.kinds.items() if kind not in NOT_HELD})


def _leave_ended(state: dict[RecordKind, Records], here: Here, notices: Counter[Notice]) -> None:
    """Somebody ended by hand stays ended, with all assignments."""
    for kind in (RecordKind.PERSON, RecordKind.ASSIGNMENT, RecordKind.GROUP_LEAD):
        kept = {key: one for key, one in state[kind].items() if not _ended(one, here.by_hand)}
        if kind is not RecordKind.GROUP_LEAD:
            notices[Notice.ENDED_BY_HAND] += len(state[kind]) - len(kept)
        state[kind] = kept


def _ended(one: Record, by_hand: frozenset[UUID]) -> bool:
    person = getattr(one, "person_id", None)
    return own_id(one) in by_hand or person in by_hand


def _spread(state: dict[RecordKind, Records], here: Here) -> frozenset[UUID]:
    """What hangs on another's object cannot be made here, nor what hangs on that."""
    foreign = set(here.foreign)
    for kind in RecordKind:
        if kind in NOT_HELD or not foreign:
            continue
        held = here.existing.get(kind, {})
        for key, one in state[kind].items():
            own = own_id(one)
            if own is not None and key not in held and ids_of(one) & foreign:
                foreign.add(own)
    leads = state[RecordKind.GROUP_LEAD]
    state[RecordKind.GROUP_LEAD] = {k: one for k, one in leads.items() if one.person_id not in foreign}
    return frozenset(foreign)


def _forms(
    state: dict[RecordKind, Records], here: Here, foreign: frozenset[UUID]
) -> Mapping[RecordKind, Callable[[Any], Any]]:
    areas = {one.source_id for one in state[RecordKind.AREA].values()} - foreign

    def area(one: AreaRecord) -> AreaRecord:
        return replace(one, parent_area_id=one.parent_area_id if one.parent_area_id in areas else None)

    def unit(one: SchoolUnitRecord) -> SchoolUnitRecord:
        return replace(one, municipality_code=None, area_id=one.area_id if one.area_id in areas else None)

    def person(one: PersonRecord) -> PersonRecord:
        held: Any = here.existing.get(RecordKind.PERSON, {}).get(one.key)
        mail = one.work_mail
        if mail is None and held is not None and not one.protection.protected:
            mail = held.work_mail
        return replace(one, work_mail=mail, principal_names=(), protection=Protection.NONE)

    def pupil(one: PupilRecord) -> PupilRecord:
        return replace(one, school_form=ANY_FORM)

    def group(one: GroupRecord) -> GroupRecord:
        return replace(one, school_form=None, valid_from=_since(RecordKind.GROUP, one, here))

    def member(one: MembershipRecord) -> MembershipRecord:
        return replace(one, valid_from=_since(RecordKind.MEMBERSHIP, one, here))

    def lead(one: GroupLeadRecord) -> GroupLeadRecord:
        return replace(one, valid_from=_since(RecordKind.GROUP_LEAD, one, here))

    return {
        RecordKind.AREA: area,
        RecordKind.SCHOOL_UNIT: unit,
        RecordKind.PERSON: person,
        RecordKind.PUPIL: pupil,
        RecordKind.GROUP: group,
        RecordKind.MEMBERSHIP: member,
        RecordKind.GROUP_LEAD: lead,
    }


def _since(kind: RecordKind, one: Any, here: Here) -> date:
    """Where the source names no first day: the one that is held, else today."""
    held: Any = here.existing.get(kind, {}).get(one.key)
    first: date | None = one.valid_from or (held.valid_from if held is not None else None)
    return first or here.today


def _name_areas(areas: Records, taken: frozenset[str]) -> None:
    """Names of areas are unique with us: the later of two gets a number."""
    used = set(taken)
    for key in sorted(areas):
        plain, number = areas[key].name, 1
        name = plain
        while name in used:
            number += 1
            name = f"{plain} ({number})"
        used.add(name)
        areas[key] = replace(areas[key], name=name)


def scope_of(record: AssignmentRecord) -> UUID | None:
    """Source id of the area or unit; None at the organiser."""
    return None if record.scope_kind == "ORGANISER" else record.scope_id
