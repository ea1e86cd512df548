"""The shape of what the template ``document`` sets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Every row has as many cells as there are headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headers) for row in self.rows):
            raise ValueError("a row with other than one cell for each header")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it, in this order. Level 2, or 3 below a part of level 2."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    bullets: tuple[str, ...] = ()
    table: Table | None = None
    level: int = 2


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Document:
    """``marks`` stand to the right in the letterhead: number, secrecy class, day. ``foot`` on every page."""

    organiser: str
    unit: str
    marks: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    signatures: tuple[Signature, ...] = ()
    foot: str = ""
