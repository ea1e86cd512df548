"""Raising and lowering: a case with everything that is written in it, in one transaction."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select

from samsyn.cases.commands.end_sharing import reclass_lines
from samsyn.cases.commands.let_in import let_in, let_out
from samsyn.cases.models import Case, CaseAccess, CaseStudent, PartOfCase
from samsyn.cases.policy import CIRCLE_OF_CASE, PUPILS_OF_CASE, visible_parts
from samsyn.cases.queries.people import holders
from samsyn.cases.rules import CircleRole
from samsyn.cases.rules.access import LISTABLE, Reach
from samsyn.core.actor import Function
from samsyn.core.keyring import sealer_of
from samsyn.core.models import Base
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work


@cache
def every_part() -> tuple[Select[Any], ...]:
    """A select for each kind of row that is written in a case, whatever kinds there are."""
    kinds = (mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, PartOfCase))
    return tuple(visible_parts(kind) for kind in sorted(kinds, key=lambda kind: str(kind.__tablename__)))


async def reclass(work: Work, case: Case, wanted: ConfidentialityClass) -> None:
    """Parts below the new class are raised with the case and their text sealed; lowered is the case alone, as
    each part says for itself why it is stricter. Whoever raises is in the circle, and so sees every part
    but the notes of other branches, which are sealed already."""
    sealer = await sealer_of(work)
    parts = [row for every in every_part() for row in await work.scalars(every, {"key": case.id})]
    circle: list[CaseAccess] = list(await work.scalars(CIRCLE_OF_CASE, {"key": case.id}))
    pupils: list[CaseStudent] = list(await work.scalars(PUPILS_OF_CASE, {"key": case.id}))
    invites = case.confidentiality in LISTABLE and wanted is ConfidentialityClass.K3
    if wanted is ConfidentialityClass.K4:
        await _shut_opened(work, circle)
    await reclass_lines(work, case, wanted)
    case.reclass(sealer, wanted)
    for way in circle:
        way.reclass(sealer, wanted)
    for pupil in pupils:
        pupil.confidentiality = wanted
    for part in parts:
        if ConfidentialityClass(part.confidentiality).rank < wanted.rank:
            part.reclass(sealer, wanted)
    await work.flush()
    if invites and case.reach != Reach.ORGANISER:
        inside = {way.person_id for way in circle if way.valid_to is None}
        for person in await holders(work, case.school_id, {Function.PRINCIPAL}):
            if person not in inside:
                await let_in(work, case, person, CircleRole.INFORMED, "Fattar beslut som rektor")


async def _shut_opened(work: Work, circle: list[CaseAccess]) -> None:
    """What was opened with a reason ends: K4 is for those named."""
    for way in circle:
        if way.kind == "BREAK_GLASS" and way.is_open(work.clock.now()):
            await let_out(work, way)
