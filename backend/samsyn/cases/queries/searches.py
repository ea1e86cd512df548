"""Searching in cases. What is sought is used and forgotten: it stands in no log, no address and no answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from samsyn.cases.policy import CaseAction
from samsyn.cases.queries.rulebook import type_named
from samsyn.cases.queries.search_inside import found_inside
from samsyn.cases.rules import parse_case_number
from samsyn.cases.rules.access import NUMBER_ONLY
from samsyn.cases.rules.journal import is_banned_search
from samsyn.cases.schemas.searches import CaseHitOut, CaseSearchIn, CaseSearchOut, SnippetPart
from samsyn.cases.statements import LAST
from samsyn.cases.statements.searches import (
    BEGINS,
    CASE_OF_NUMBER,
    ENDS,
    FOUND_CASES,
    HEAD_OF_NUMBER,
    HITS,
    MY_CASE_IDS,
    SNIPPETS,
    SOURCES,
)
from samsyn.core.actor import Function
from samsyn.core.cursor import decode, encode
from samsyn.core.messages import Language
from samsyn.core.schema import Named
from samsyn.core.searchban import SearchBan
from samsyn.core.work import Work

NAME: Final = "case-search"
NEWEST: Final = "-foundAt"


async def search(work: Work, asked: CaseSearchIn, language: Language) -> CaseSearchOut:
    """Inside one case, by number, else by words. Raises SearchBan, BadCursor, and NotThere for the case."""
    if is_banned_search(asked.words):
        raise SearchBan
    if asked.case_id is not None:
        return await _inside(work, asked, asked.case_id, language)
    number = asked.words.upper()
    if parse_case_number(number) is not None:
        return await _by_number(work, number, language)
    return await _by_words(work, asked, language)


async def _inside(work: Work, asked: CaseSearchIn, case_id: UUID, language: Language) -> CaseSearchOut:
    """As many as asked for, the newest first; what is further back is found by another word."""
    case, found = await found_inside(work, case_id, asked.words)
    _log(work, [case], [case])
    items = [
        _shown(case, language, may_open=True).model_copy(
            update={
                "found_in": source,
                "found_at": at,
                "pieces": [SnippetPart(text=text, hit=hit) for text, hit in piece],
            }
        )
        for source, at, piece in found[: asked.limit]
    ]
    return CaseSearchOut(items=items, next_cursor=None)


async def _by_number(work: Work, number: str, language: Language) -> CaseSearchOut:
    opened = list(await work.execute(CASE_OF_NUMBER, {"sought": number}))
    rows = opened or list(await work.execute(HEAD_OF_NUMBER, {"sought": number}))
    _log(work, rows, opened)
    return CaseSearchOut(
        items=[_shown(row, language, may_open=bool(opened)) for row in rows], next_cursor=None
    )


async def _by_words(work: Work, asked: CaseSearchIn, language: Language) -> CaseSearchOut:
    own = list(await work.scalars(MY_CASE_IDS))
    at, key = LAST
    if asked.cursor is not None:
        place = decode(asked.cursor, work.runtime.cursor_keys, name=NAME, sort=NEWEST)
        at, key = cast("tuple[datetime, UUID]", place)
    found = list(
        await work.execute(
            HITS,
            {
                "sought": asked.words,
                "own_cases": own,
                "as_officer": work.actor.holds(Function.ORGANISER_CASE_OFFICER),
                "place_at": at,
                "place_id": key,
                "take": asked.limit + 1,
            },
        )
    )
    hits = found[: asked.limit]
    pieces = await _pieces(work, asked.words, hits)
    seen = [hit for hit in hits if hit.id in pieces]
    cases = {row.id: row for row in await work.execute(FOUND_CASES, {"wanted": [h.case_id for h in seen]})}
    _log(work, cases.values(), cases.values())
    items = [
        _shown(cases[hit.case_id], language, may_open=True, hit=hit, piece=pieces[hit.id])
        for hit in seen
        if hit.case_id in cases
    ]
    cursor = None
    if len(found) > asked.limit:
        last = hits[-1]
        cursor = encode((last.at, last.case_id), work.runtime.cursor_keys[0], name=NAME, sort=NEWEST)
    return CaseSearchOut(items=items, next_cursor=cursor)


def _log(work: Work, rows: Iterable[Any], opened: Iterable[Any]) -> None:
    """Which cases were shown, and their pupils; never what was sought."""
    pupils = sorted({one for row in opened for one in row.student_ids or ()})
    work.log(CaseAction.SEARCH, "Case", [row.id for row in rows], students=pupils)


async def _pieces(work: Work, sought: str, hits: Sequence[Any]) -> dict[UUID, str]:
    """A piece of each text that the caller reads; what is not read is not there."""
    found: dict[UUID, str] = {}
    for source, statement in SNIPPETS.items():
        wanted = [hit.id for hit in hits if hit.source == source]
        if wanted:
            rows = await work.execute(statement, {"sought": sought, "wanted": wanted})
            found.update({row.id: row.piece for row in rows})
    return found


def _shown(row: Any, language: Language, *, may_open: bool, hit: Any = None, piece: str = "") -> CaseHitOut:
    hidden = not may_open and row.case_type in NUMBER_ONLY
    return CaseHitOut(
        id=row.id,
        number=row.number,
        case_type=None if hidden else type_named(row.case_type, language),
        school=Named(id=row.school_id, name=row.school_name),
        phase=row.phase,
        confidentiality=row.confidentiality if may_open else None,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        may_open=may_open,
        found_in=SOURCES[hit.source][0] if hit is not None else None,
        found_at=hit.at if hit is not None else None,
        pieces=_parts(piece),
    )


def _parts(piece: str) -> list[SnippetPart]:
    parts: list[SnippetPart] = []
    for begun in piece.split(BEGINS):
        inside, mark, after = begun.partition(ENDS)
        if mark:
            parts.append(SnippetPart(text=inside, hit=True))
        if rest := after if mark else inside:
            parts.append(SnippetPart(text=rest, hit=False))
    return parts
