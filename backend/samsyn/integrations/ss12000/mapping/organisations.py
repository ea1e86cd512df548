"""Organisations → organiser, areas and school units, and where a duty or a group at any of them belongs.

A *Skola* with one *Skolenhet* is that unit (several vendors hang duties and groups on the one and enrolments
on the other); with several it is an area; with none it is a unit itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samsyn.core.vocabulary import SchoolForm
from samsyn.integrations.ss12000.codes import AREA_TYPES, WITHOUT_UNIT_CODE, OrganisationType
from samsyn.integrations.ss12000.gather import Delivery
from samsyn.integrations.ss12000.mapping.notes import Notes
from samsyn.integrations.ss12000.mapping.tree import Branch, Scope, digits, our_branch
from samsyn.integrations.ss12000.reasons import Kind, Reason
from samsyn.integrations.ss12000.records import AreaRecord, OrganiserRecord, SchoolUnitRecord, ScopeKind
from samsyn.integrations.ss12000.wire import Organisation


@dataclass(frozen=True, slots=True)
class Place:
    """Where something at an organisation belongs. ``units``: the units in it.

    ``wide``: spans more than one principal's schools, so no rights over pupils follow from working there.
    """

    kind: ScopeKind
    id: UUID
    units: frozenset[UUID]
    wide: bool


@dataclass(frozen=True, slots=True)
class Landscape:
    """The organisation as Samsyn knows it. ``places``: every accepted node; ``forms``: by unit."""

    organiser: OrganiserRecord | None
    areas: tuple[AreaRecord, ...]
    units: tuple[SchoolUnitRecord, ...]
    places: Mapping[UUID, Place]
    forms: Mapping[UUID, frozenset[SchoolForm]]

    def unit(self, organisation: UUID) -> UUID | None:
        """The one unit that an organisation is; None where it is none or several."""
        place = self.places.get(organisation)
        return place.id if place is not None and place.kind is ScopeKind.UNIT else None


def map_organisations(delivery: Delivery, scope: Scope, today: date, notes: Notes) -> Landscape:
    """Pure. Raises `SourceFault` (SCOPE_UNCLEAR)."""
    branch = our_branch(delivery, scope, today, notes)
    children = _unit_children(branch)
    found = {
        node.id: node for node in branch.nodes.values() if _is_unit(node) or _is_lone_school(node, children)
    }
    forms = {node.id: _forms(node, notes) for node in found.values()}
    good = _accepted(found, forms, notes)
    aliases = {school: next(iter(units)) for school, units in children.items() if len(units) == 1}
    areas = {
        node.id
        for node in branch.nodes.values()
        if node.id not in found and node.id not in aliases and node.id != branch.organiser
    }
    _count_unknown_types(branch, areas, notes)
    return Landscape(
        _organiser_record(branch),
        tuple(_area_record(branch, area, areas) for area in sorted(areas)),
        tuple(_unit_record(branch, good[one], areas, forms[one]) for one in sorted(good)),
        _places(branch, areas, good, aliases),
        forms,
    )


def _is_unit(node: Organisation) -> bool:
    return node.organisation_type == OrganisationType.UNIT


def _is_lone_school(node: Organisation, children: Mapping[UUID, set[UUID]]) -> bool:
    return node.organisation_type == OrganisationType.SCHOOL and not children.get(node.id)


def _unit_children(branch: Branch) -> dict[UUID, set[UUID]]:
    """The units directly below each *Skola*."""
    children: dict[UUID, set[UUID]] = {}
    for node in branch.nodes.values():
        above = node.parent_organisation
        parent = branch.nodes.get(above.id) if above is not None else None
        if _is_unit(node) and parent is not None and parent.organisation_type == OrganisationType.SCHOOL:
            children.setdefault(parent.id, set()).add(node.id)
    return children


def _forms(node: Organisation, notes: Notes) -> frozenset[SchoolForm]:
    known = (notes.school_form(code, "schoolTypes") for code in node.school_types or ())
    return frozenset(form for form in known if form is not None)


def _accepted(
    found: Mapping[UUID, Organisation], forms: Mapping[UUID, frozenset[SchoolForm]], notes: Notes
) -> dict[UUID, Organisation]:
    codes = Counter(node.school_unit_code for node in found.values() if node.school_unit_code)
    good: dict[UUID, Organisation] = {}
    for node in found.values():
        fault = _unit_fault(node, forms[node.id], codes)
        if fault is None:
            good[node.id] = node
        else:
            field = "schoolTypes" if fault is Reason.SCHOOL_FORM_UNKNOWN else "schoolUnitCode"
            touched = frozenset({node.id})
            notes.refuse(Kind.ORGANISATION, fault, node.id, field=field, touched=touched)
    return good


def _unit_fault(node: Organisation, forms: frozenset[SchoolForm], codes: Counter[str]) -> Reason | None:
    code = node.school_unit_code
    if node.school_types and not forms:
        return Reason.SCHOOL_FORM_UNKNOWN
    if code is None:
        return None if forms and forms <= WITHOUT_UNIT_CODE else Reason.UNIT_WITHOUT_CODE
    if not (len(code) == 8 and code.isascii() and code.isdigit()):
        return Reason.UNIT_CODE_INVALID
    return Reason.UNIT_CODE_TWICE if codes[code] > 1 else None


def _count_unknown_types(branch: Branch, areas: set[UUID], notes: Notes) -> None:
    known = AREA_TYPES | set(OrganisationType)
    for area in areas:
        if branch.nodes[area].organisation_type not in known:
            notes.unknown_code("organisationType")


def _organiser_record(branch: Branch) -> OrganiserRecord | None:
    if branch.organiser is None:
        return None
    node = branch.nodes[branch.organiser]
    number = digits(node.organisation_number)
    return OrganiserRecord(node.id, node.display_name, number or None, _municipality(node))


def _area_above(branch: Branch, node: UUID, areas: set[UUID]) -> UUID | None:
    return next((step for step in branch.lineage[node][1:] if step in areas), None)


def _area_record(branch: Branch, area: UUID, areas: set[UUID]) -> AreaRecord:
    return AreaRecord(area, branch.nodes[area].display_name, _area_above(branch, area, areas))


def _unit_record(
    branch: Branch, node: Organisation, areas: set[UUID], forms: frozenset[SchoolForm]
) -> SchoolUnitRecord:
    return SchoolUnitRecord(
        source_id=node.id,
        name=node.display_name,
        unit_code=node.school_unit_code,
        area_id=_area_above(branch, node.id, areas),
        school_forms=forms,
        municipality_code=_municipality(node),
        valid_from=node.start_date,
        valid_to=node.end_date,
    )


def _municipality(node: Organisation) -> str | None:
    """Four digits; servers that send a number have lost the leading zero."""
    code = node.municipality_code
    padded = code.zfill(4) if code and code.isascii() and code.isdigit() else None
    return padded if padded is not None and len(padded) == 4 else None


def _places(
    branch: Branch, areas: set[UUID], good: Mapping[UUID, Organisation], aliases: Mapping[UUID, UUID]
) -> dict[UUID, Place]:
    below: dict[UUID, set[UUID]] = {}
    for unit in good:
        for step in branch.lineage[unit]:
            below.setdefault(step, set()).add(unit)
    narrow = {OrganisationType.SCHOOL.value, OrganisationType.PRINCIPAL_AREA.value}
    places = {unit: Place(ScopeKind.UNIT, unit, frozenset({unit}), wide=False) for unit in good}
    for area in areas:
        wide = branch.nodes[area].organisation_type not in narrow
        places[area] = Place(ScopeKind.AREA, area, frozenset(below.get(area, ())), wide)
    if branch.organiser is not None:
        units = frozenset(below.get(branch.organiser, ()))
        places[branch.organiser] = Place(ScopeKind.ORGANISER, branch.organiser, units, wide=True)
    for school, unit in aliases.items():
        if unit in good:
            places[school] = places[unit]
    return places
