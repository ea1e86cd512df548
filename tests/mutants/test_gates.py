"""That a gate of the running program is changed, the right one, and is as it was afterwards."""

from __future__ import annotations

from pathlib import Path

from samsyn.core.gate import Gate
from samsyn.teams.routes import teams
from tests.mutants.gates import _live, turned, turns

PATH = Path(teams.__file__ or "")


def gate_of(action: str) -> Gate:
    found: Gate = next(gate for gate in _live() if gate.action == action)
    return found


def test_one_word_of_one_gate_is_changed_and_changed_back() -> None:
    before = PATH.read_bytes()
    line = b"TeamToRead = "
    start = before.index(line)
    end = before.index(b"\n", start)
    text = before[start:end]
    assert b"TeamAction.READ" in text
    after = before[:start] + text.replace(b"TeamAction.READ", b"TeamAction.CHANGE") + before[end:]
    gate = gate_of("team.read")
    with turned(turns(PATH, before, after)):
        assert gate.action == "team.change"
    assert gate.action == "team.read"


def test_what_is_no_gate_changes_none() -> None:
    before = PATH.read_bytes()
    assert turns(PATH, before, before) == ()
    assert turns(PATH, before, before + b"\nMORE = 1\n") == ()
    assert turns(PATH, before, b"raise ValueError") == ()
