"""Lines that are shared no longer, and where they come from."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from samsyn.cases.models import Case
from samsyn.cases.policy.agreed import LINES_OF_CASE
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work


async def end_sharing(
    work: Work,
    case: Case,
    *,
    measures: Collection[UUID] | None = None,
    students: Collection[UUID] | None = None,
) -> int:
    """Ends the lines of these measures or of these pupils, or all of the case; returns how many."""
    ended = 0
    rows = list(await work.execute(LINES_OF_CASE, {"key": case.id}))
    if rows:
        work.log("case.end-sharing", "Case", [case.id])
    for line, source in rows:
        wanted = (measures is None or source.measure_id in measures) and (
            students is None or line.student_id in students
        )
        if wanted and line.ended_at is None:
            line.ended_at = work.clock.now()
            ended += 1
    await work.flush()
    return ended


async def reclass_lines(work: Work, case: Case, wanted: ConfidentialityClass) -> None:
    """The lines stay in K2; where they come from follows the case, and from K4 they reach the granted."""
    for line, source in list(await work.execute(LINES_OF_CASE, {"key": case.id})):
        source.confidentiality = wanted
        line.granted_only = wanted is ConfidentialityClass.K4
