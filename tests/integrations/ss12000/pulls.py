"""Short ways from a municipality to what the mapping makes of it, without HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from samsyn.integrations.ss12000 import (
    Delivery,
    Desired,
    Difference,
    MappingRules,
    NoMarksConfirmed,
    Scope,
    Withheld,
    map_delivery,
)
from samsyn.integrations.ss12000.reasons import Kind, Reason
from samsyn.integrations.ss12000.records import Record, RecordKind, State
from samsyn.integrations.ss12000.source import Page
from tests.integrations.ss12000.municipality import NUMBER, TODAY, Municipality, ident

R = TypeVar("R")


def delivered(town: Municipality) -> Delivery:
    """The municipality as one page of each kind."""
    delivery = Delivery()
    for kind in Kind:
        delivery.take(kind, Page(1, list(town.lists()[kind.value])))
    return delivery


def desired(
    town: Municipality,
    *,
    today: date = TODAY,
    scope: Scope | None = None,
    no_marks: NoMarksConfirmed | None = None,
) -> Desired:
    rules = MappingRules(scope or Scope(NUMBER), today, no_marks)
    return map_delivery(delivered(town), rules)


def record(found: Desired, kind: RecordKind, name: str, shape: type[R]) -> R:
    """The one record of an object of the source, by its invented name."""
    one = found.state[kind][ident(name)]
    assert isinstance(one, shape)
    return one


def reasons(found: Desired) -> list[tuple[Kind, Reason]]:
    return [(one.kind, one.reason) for one in found.refusals]


def applied(existing: State, found: Difference) -> dict[RecordKind, dict[str, Record]]:
    """What a database that applies the difference holds afterwards."""
    state: dict[RecordKind, dict[str, Record]] = {kind: dict(existing.get(kind, {})) for kind in RecordKind}
    for kind, part in found.kinds.items():
        state[kind] |= {one.key: one for one in part.created}
        state[kind] |= {one.after.key: one.after for one in part.changed}
        for one in part.ended:
            del state[kind][one.key]
    return state


def counts(found: Difference) -> Mapping[RecordKind, tuple[int, int, int]]:
    """Created, changed, ended; only kinds to which something happens."""
    numbers = {
        kind: (len(one.created), len(one.changed), len(one.ended)) for kind, one in found.kinds.items()
    }
    return {kind: number for kind, number in numbers.items() if any(number)}


def without(items: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    gone = {ident(name) for name in names}
    return [one for one in items if one["id"] not in gone]


def withheld(found: Difference, kind: RecordKind) -> set[Withheld]:
    return {why for _, why in found.kinds[kind].withheld}
