"""Searching inside one case that the caller has open: what is sealed is opened for it and forgotten."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select

from samsyn.cases.models import (
    CaseAttachment,
    CaseNote,
    ChildVoice,
    Contribution,
    Decision,
    Hearing,
    Investigation,
    Measure,
    PartOfCase,
)
from samsyn.cases.policy import visible_parts
from samsyn.cases.rules.pieces import Piece, piece_of, words_of
from samsyn.cases.statements.searches import FOUND_CASES
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work

PARTS: Final[dict[str, type[PartOfCase]]] = {
    "NOTE": CaseNote,
    "CHILD_VOICE": ChildVoice,
    "INVESTIGATION": Investigation,
    "CONTRIBUTION": Contribution,
    "MEASURE": Measure,
    "HEARING": Hearing,
    "DECISION": Decision,
    "FILE": CaseAttachment,
}
READ: Final[dict[str, Select[Any]]] = {source: visible_parts(model) for source, model in PARTS.items()}
NOT_SOUGHT: Final = frozenset({"born_on"})
"""The day somebody was born: searched for, it would be a number of a person."""


async def found_inside(work: Work, case_id: UUID, sought: str) -> tuple[Any, list[tuple[str, Any, Piece]]]:
    """The case, and each text of it that holds the words: where, when it was written and the piece.

    Raises NotThere for a case that the caller may not open.
    """
    cases = list(await work.execute(FOUND_CASES, {"wanted": [case_id]}))
    if not cases:
        raise NotThere
    sealer, words = await sealer_of(work), words_of(sought)
    found: list[tuple[str, Any, Piece]] = []
    for source, statement in READ.items():
        for row in await work.scalars(statement, {"key": case_id}):
            if getattr(row, "names_pupil", False):
                continue
            said = row.words(sealer)
            piece = piece_of((text for name, text in said.items() if name not in NOT_SOUGHT), words)
            if piece is not None:
                found.append((source, row.created_at, piece))
    return cases[0], sorted(found, key=lambda hit: hit[1], reverse=True)
