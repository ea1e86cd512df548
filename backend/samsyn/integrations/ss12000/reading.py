"""From one admitted object to one wire object, or to a refusal. Nothing that is sent can raise here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from samsyn.integrations.ss12000 import wire
from samsyn.integrations.ss12000.edge import Admitted
from samsyn.integrations.ss12000.reasons import Kind, Reason, Refusal

_WHOLE: Mapping[Kind, TypeAdapter[wire.WireObject]] = {
    Kind.ORGANISATION: TypeAdapter(wire.Organisation),
    Kind.PERSON: TypeAdapter(wire.Person),
    Kind.DUTY: TypeAdapter(wire.Duty),
    Kind.GROUP: TypeAdapter(wire.Group),
}
_PARTS: Mapping[Kind, Mapping[str, TypeAdapter[object]]] = {
    Kind.ORGANISATION: {},
    Kind.PERSON: {"enrolments": TypeAdapter(wire.Enrolment), "emails": TypeAdapter(wire.Email)},
    Kind.DUTY: {"assignmentRole": TypeAdapter(wire.AssignmentRole)},
    Kind.GROUP: {"groupMemberships": TypeAdapter(wire.GroupMembership)},
}
_HARMLESS = frozenset({"emails"})
"""Parts whose loss ends nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``item`` is None when the whole object was refused. Refusals of parts leave the rest of it usable."""

    item: wire.WireObject | None
    refusals: tuple[Refusal, ...] = ()


def read(kind: Kind, admitted: Admitted, page: int, index: int) -> Reading:
    """Validate one object; a broken entry of one of its lists is put aside alone."""
    data = dict(admitted.data)
    source_id = wire.readable_id(data)
    place = _Place(kind, source_id, page, index, _touched(kind, data))
    if source_id is None:
        return Reading(None, (place.refusal(Reason.ID_UNREADABLE, field="id"),))
    if admitted.tainted is not None:
        return Reading(None, (place.refusal(Reason.PERSONAL_NUMBER_IN_TEXT, field=admitted.tainted),))
    refusals: list[Refusal] = []
    for name, adapter in _PARTS[kind].items():
        data[name] = _good_parts(name, adapter, data.get(name), place, refusals)
    try:
        item = _WHOLE[kind].validate_python(data)
    except ValidationError as error:
        reason, field = _first(error)
        return Reading(None, (*refusals, place.refusal(reason, field=field)))
    if _reversed(item):
        return Reading(None, (*refusals, place.refusal(Reason.PERIOD_REVERSED, field="endDate")))
    return Reading(item, tuple(refusals))


@dataclass(frozen=True, slots=True)
class _Place:
    kind: Kind
    source_id: UUID | None
    page: int
    index: int
    touched: frozenset[UUID]

    def refusal(self, reason: Reason, *, field: str | None = None, part: str | None = None) -> Refusal:
        touched = frozenset[UUID]() if part in _HARMLESS else self.touched
        return Refusal(self.kind, reason, self.source_id, field, part, self.page, self.index, touched)


def _touched(kind: Kind, data: Mapping[str, object]) -> frozenset[UUID]:
    """The object itself, and the person whose duty it is."""
    person = data.get("person") if kind is Kind.DUTY else None
    found = {wire.readable_id(data), wire.readable_id(person) if isinstance(person, dict) else None}
    return frozenset(one for one in found if one is not None)


def _good_parts(
    name: str, adapter: TypeAdapter[object], value: object, place: _Place, refusals: list[Refusal]
) -> list[object]:
    entries = value if isinstance(value, list) else [] if value is None else [value]
    good: list[object] = []
    for entry in entries:
        try:
            part = adapter.validate_python(entry)
        except ValidationError as error:
            reason, field = _first(error)
            refusals.append(place.refusal(reason, field=field, part=name))
            continue
        if _reversed(part):
            refusals.append(place.refusal(Reason.PERIOD_REVERSED, field="endDate", part=name))
            continue
        good.append(part)
    return good


def _reversed(item: object) -> bool:
    start, end = getattr(item, "start_date", None), getattr(item, "end_date", None)
    return start is not None and end is not None and end < start


def _first(error: ValidationError) -> tuple[Reason, str | None]:
    """Reason and field of the first mistake; the field is one of our aliases, nothing that was sent."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    field = next((str(step) for step in first["loc"] if isinstance(step, str)), None)
    return (Reason.FIELD_MISSING if first["type"] == "missing" else Reason.FIELD_INVALID), field
