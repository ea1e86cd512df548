"""Mutants that change nothing: taking the line away leaves the same behaviour, and here is why."""

from __future__ import annotations

EQUIVALENT: dict[tuple[str, str], str] = {}
"""Group and part of the name → the reason."""
