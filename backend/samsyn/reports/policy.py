"""The focus is the caller's own; every source asks with the caller's rights."""

from __future__ import annotations

from samsyn.core.actor import Actor

FOCUS_READ = "focus.read"


def is_person(actor: Actor) -> bool:
    return actor.kind == "PERSON"
