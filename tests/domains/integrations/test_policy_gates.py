"""Whom the gate of each operation on sources and pulls lets through."""

from __future__ import annotations

from typing import Any

from samsyn.core.actor import Function
from samsyn.integrations import routes
from samsyn.integrations.models import SyncRun, SyncSource
from samsyn.integrations.rules import RunState
from tests.factories.actors import person, program, system
from tests.factories.gated import asking_for_version, each, gates_of, let_through

ACTORS = {
    "admin": person(Function.SYSTEM_ADMIN, scope="ORGANISER"),
    "head": person(Function.PRINCIPAL),
    "central": person(Function.CENTRAL_MANAGER, scope="ORGANISER"),
    "system": system(scopes=("people:read",)),
    "program": program(),
}
GATES = gates_of(routes.router)
PLAIN: dict[str, Any] = {"SyncSource": SyncSource(enabled=True), "SyncRun": SyncRun(state=RunState.DONE)}
NOBODY: set[str] = set()
ADMIN, ALL = {"admin"}, set(ACTORS)
LISTS = ("list_sync_sources", "create_sync_source", "list_sync_runs")
FOUND = (
    "read_sync_source", "change_sync_source", "confirm_no_marks", "read_sync_run", "confirm_sync_run",
)  # fmt: skip
"""Of who finds it: the statement finds it for the administrator alone. That nothing waits to be confirmed
is said by the command."""


def test_whom_each_operation_lets_through() -> None:
    expected = each(LISTS, ADMIN) | each(FOUND, ALL)
    expected |= {"create_sync_run": {"admin", "head", "central"}, "withdraw_no_marks": NOBODY}
    assert let_through(GATES, ACTORS, lambda gate: PLAIN.get(gate.kind)) == expected


def test_what_is_changed_is_changed_in_a_known_version() -> None:
    assert asking_for_version(GATES) == {"change_sync_source", "confirm_no_marks", "withdraw_no_marks"}


def test_what_each_gate_finds() -> None:
    """A gate that named no kind, or no object, would let through whoever asks."""
    found = {name: gate.kind for name, gate in GATES.items() if gate.find is not None}
    assert found == {
        name: "SyncRun" if "run" in name else "SyncSource" for name in (*FOUND, "withdraw_no_marks")
    }
