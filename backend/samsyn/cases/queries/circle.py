"""Who is in a case, and who reads it because of what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from samsyn.cases.errors import refuse_broken
from samsyn.cases.models import AllegedPerson, Case, CaseAccess
from samsyn.cases.policy import CIRCLE_OF_CASE, OPEN_WAYS, visible_parts
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.people import branches_of, case_officers, holders, names_of
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import AllegedOffender, member_violations
from samsyn.cases.rules.access import IN_CHAIN, LISTABLE, Reach
from samsyn.cases.schemas.cases import CaseMemberOut, CaseMembersOut, ReaderOut, ReadersOut
from samsyn.core.actor import HEADS
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.schema import self_link
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work

ALLEGED = visible_parts(AllegedPerson)
HIGHEST_BY_FUNCTION, K4 = ConfidentialityClass.K2, ConfidentialityClass.K4
UP_TO = {"BREAK_GLASS": ConfidentialityClass.K3}


async def pointed_out(work: Work, case: Case) -> set[UUID]:
    """C11: who has no part in the case. By name, and with PRINCIPAL every head of the unit. Nobody in a type
    of case that points nobody out."""
    if case.case_type not in IN_CHAIN:
        return set()
    found = await _named(work, case)
    if case.pointed_out == AllegedOffender.PRINCIPAL:
        found |= set(await holders(work, case.school_id, HEADS))
    return found


async def _named(work: Work, case: Case) -> set[UUID]:
    """As they were found with the case, where it was opened to be read."""
    if case.around is not None:
        return {UUID(key) for key in (await Around.of(work, case)).alleged or ()}
    rows = await work.scalars(ALLEGED, {"key": case.id})
    return {row.person_id for row in rows if row.removed_at is None}


async def refuse_pointed_out(work: Work, case: Case, person_id: UUID, pointer: str) -> None:
    """Raises C11."""
    await refuse_any_pointed_out(work, case, {pointer: person_id})


async def refuse_any_pointed_out(work: Work, case: Case, asked: Mapping[str, UUID | None]) -> None:
    """``asked``: by pointer, who is to have a task in the case. Raises C11."""
    outside = await pointed_out(work, case) if any(asked.values()) else set()
    for pointer, person_id in asked.items():
        refuse_broken(member_violations("known", person_id in outside), pointer)


async def ways_in(work: Work, case: Case) -> list[CaseAccess]:
    """Every way into the case, ended ones too, in the order they were opened."""
    rows: Sequence[CaseAccess] = list(await work.scalars(CIRCLE_OF_CASE, {"key": case.id}))
    return sorted(rows, key=lambda way: (way.valid_from, way.id))


async def member_shown(work: Work, case: Case, way: CaseAccess) -> CaseMemberOut:
    return (await _shown(work, case, [way]))[0]


async def _shown(work: Work, case: Case, ways: Sequence[CaseAccess]) -> list[CaseMemberOut]:
    names, sealer = await names_of(work, (way.person_id for way in ways)), await sealer_of(work)
    return [
        CaseMemberOut(
            links=self_link(f"/cases/{case.id}/members/{way.id}"),
            id=way.id,
            person=names[way.person_id],
            kind=way.kind,
            role=way.role_in_case,
            reason=way.words(sealer)["reason"],
            since=way.valid_from,
            ended_at=way.valid_to,
        )
        for way in ways
    ]


async def members(work: Work, case: Case) -> CaseMembersOut:
    """The circle and other ways in, for those who open the case."""
    await remember_case_students(work, case.id)
    work.log("case.members", "Case", [case.id])
    ways = await ways_in(work, case)
    return CaseMembersOut(links=self_link(f"/cases/{case.id}/members"), items=await _shown(work, case, ways))


async def member(work: Work, case: Case, member_id: UUID) -> CaseMemberOut:
    """One of them. Raises NotThere."""
    await remember_case_students(work, case.id)
    work.log("case.members", "Case", [case.id])
    for way in await ways_in(work, case):
        if way.id == member_id:
            return await member_shown(work, case, way)
    raise NotThere


async def readers(work: Work, case: Case) -> ReadersOut:
    """Everybody who reads the case at this moment, up to which class and which branches' own notes; shown
    where somebody writes. Who is in the circle through an assignment that has ended is not among them."""
    await remember_case_students(work, case.id)
    work.log("case.readers", "Case", [case.id])
    ways: Sequence[CaseAccess] = list(await work.scalars(OPEN_WAYS, {"key": case.id}))
    circle = {way.person_id: way.role_in_case or way.kind for way in sorted(ways, key=_circle_last)}
    outside = await pointed_out(work, case)
    by_function = {p: why for p, why in (await _by_function(work, case)).items() if p not in outside}
    names = await names_of(work, {*circle, *by_function})
    branches = await branches_of(work, [p for p, why in circle.items() if why != "BREAK_GLASS"])
    named = [
        ReaderOut(person=names[p], why=why, up_to=UP_TO.get(why, K4), branches=branches.get(p, []))
        for p, why in circle.items()
    ]
    others = [
        ReaderOut(person=names[p], why=why, up_to=HIGHEST_BY_FUNCTION, branches=[])
        for p, why in by_function.items()
        if p not in circle
    ]
    return ReadersOut(links=self_link(f"/cases/{case.id}/readers"), items=named + others)


def _circle_last(way: CaseAccess) -> tuple[bool, datetime]:
    """Whoever has two ways in is shown with the one that says more."""
    return way.kind == "CIRCLE", way.valid_from


async def _by_function(work: Work, case: Case) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    if case.confidentiality in LISTABLE:
        if case.reach in (Reach.UNIT, Reach.BOTH):
            found.update(dict.fromkeys(await holders(work, case.school_id, HEADS), "HEAD"))
        if case.reach in (Reach.BOTH, Reach.ORGANISER):
            found.update(dict.fromkeys(await case_officers(work), "ORGANISER_CASE_OFFICER"))
    return found
