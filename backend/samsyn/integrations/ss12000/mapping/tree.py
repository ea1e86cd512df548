"""The tree of organisations: who hangs below whom, and what of it is ours."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samsyn.integrations.ss12000.codes import OrganisationType
from samsyn.integrations.ss12000.faults import FaultCode, SourceFault
from samsyn.integrations.ss12000.gather import Delivery
from samsyn.integrations.ss12000.mapping.notes import Notes
from samsyn.integrations.ss12000.reasons import Kind, Reason
from samsyn.integrations.ss12000.wire import Organisation

_DEEPEST = 20
"""Levels of a tree; real ones have five or six. Keeps a hostile chain from costing its square."""

Nodes = Mapping[UUID, Organisation]


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a source is ours: the organiser with this number and, if given, only below ``roots``."""

    organisation_number: str | None = None
    roots: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Branch:
    """Our part of the tree. ``lineage``: every node's way up, itself first; ``organiser`` may be missing."""

    nodes: Nodes
    lineage: Mapping[UUID, tuple[UUID, ...]]
    organiser: UUID | None


def digits(number: str | None) -> str:
    """An organisation number without separators and without the leading 16 of its twelve-digit form."""
    plain = "".join(one for one in number or "" if one.isdigit())
    return plain[2:] if len(plain) == 12 and plain.startswith("16") else plain


def our_branch(delivery: Delivery, scope: Scope, today: date, notes: Notes) -> Branch:
    """Nodes that are whole, ours and not over. Raises `SourceFault` (SCOPE_UNCLEAR) if ours is unclear."""
    nodes = delivery.organisations
    organiser = _organiser(nodes, scope)
    cut = organiser is None and Kind.ORGANISATION not in delivery.blind
    refused = {one.source_id for one in delivery.refusals if one.kind is Kind.ORGANISATION}
    anchors = scope.roots or (frozenset({organiser}) if organiser else frozenset())
    kept: dict[UUID, Organisation] = {}
    lineage: dict[UUID, tuple[UUID, ...]] = {}
    for node in nodes.values():
        way = _way_up(node, nodes, refused, cut)
        if isinstance(way, Reason):
            notes.refuse(
                Kind.ORGANISATION, way, node.id, field="parentOrganisation", touched=frozenset({node.id})
            )
        elif not _ours(way, anchors, organiser):
            notes.outside[Kind.ORGANISATION] += 1
        elif any(_over(nodes[step], today) for step in way):
            notes.over[Kind.ORGANISATION] += 1
        else:
            kept[node.id], lineage[node.id] = node, way
    return Branch(kept, lineage, organiser if organiser in kept else None)


def _organiser(nodes: Nodes, scope: Scope) -> UUID | None:
    """Our huvudman among those delivered; None where the source has no such level (Edlevo)."""
    heads = [node for node in nodes.values() if node.organisation_type == OrganisationType.ORGANISER]
    if not heads:
        heads = [
            node
            for node in nodes.values()
            if node.organisation_type == OrganisationType.COMPANY and node.parent_organisation is None
        ]
    wanted = digits(scope.organisation_number)
    known = [node for node in heads if wanted and digits(node.organisation_number) == wanted]
    if len(known) == 1:
        return known[0].id
    if not heads:
        return None
    if len(heads) == 1 and not (wanted and heads[0].organisation_number):
        return heads[0].id
    raise SourceFault(FaultCode.SCOPE_UNCLEAR, endpoint=Kind.ORGANISATION.value)


def _way_up(
    node: Organisation, nodes: Nodes, refused: Set[UUID | None], cut: bool
) -> tuple[UUID, ...] | Reason:
    """From the node to its root. ``cut``: the source may leave out upper levels, so the way may just end."""
    way = [node.id]
    current = node
    while current.parent_organisation is not None:
        above = current.parent_organisation.id
        if above in way:
            return Reason.ORGANISATION_CYCLE
        if above not in nodes:
            if cut and above not in refused:
                break
            return Reason.PARENT_MISSING
        if len(way) == _DEEPEST:
            return Reason.ORGANISATION_TOO_DEEP
        way.append(above)
        current = nodes[above]
    return tuple(way)


def _ours(way: tuple[UUID, ...], anchors: frozenset[UUID], organiser: UUID | None) -> bool:
    if not anchors:
        return True
    return bool(anchors.intersection(way)) and (organiser is None or organiser in way)


def _over(node: Organisation, today: date) -> bool:
    return node.end_date is not None and node.end_date < today
