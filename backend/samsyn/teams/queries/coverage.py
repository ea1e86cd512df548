"""Whether a unit can reach the five professions of skollagen 2 kap. 25 §."""

from __future__ import annotations

from sqlalchemy import select

from samsyn.core.messages import Language
from samsyn.core.schema import Named, self_link
from samsyn.core.vocabulary import SchoolForm
from samsyn.core.work import Work
from samsyn.identity import VALID_NOW, Assignment, reaches
from samsyn.organisation import Post, School, coverage, needs_student_health
from samsyn.teams.policy import allowed_on_unit
from samsyn.teams.schemas import CoverageItemOut, CoverageOut

NOT_REQUIRED = (
    "Skollagen kräver inte elevhälsa här, men det är bra att veta vad som finns.",
    "The Education Act does not demand student health here, but it is good to know what there is.",
)
ALL_THERE = ("Alla fem professioner finns.", "All five professions are there.")
SOME_MISSING = ("{n} av fem professioner saknas.", "Missing: {n} of the five professions.")


async def coverage_shown(work: Work, school: School, language: Language) -> CoverageOut:
    """From assignments that are valid today at the unit, its area or the organiser."""
    wanted = select(Assignment.profession_code, Assignment.valid_from, Assignment.valid_to).where(
        Assignment.tenant_id == work.tenant,
        Assignment.profession_code.is_not(None),
        VALID_NOW,
        reaches(school.id),
    )
    posts = [Post(r.profession_code, r.valid_from, r.valid_to) for r in await work.execute(wanted)]
    found = coverage(posts, work.clock.today())
    required = needs_student_health(SchoolForm(form) for form in school.school_forms)
    words = 1 if language == "en" else 0
    text = ALL_THERE if found.complete else SOME_MISSING if required else NOT_REQUIRED
    return CoverageOut(
        links=self_link(f"/schools/{school.id}/coverage"),
        allowed_actions=sorted(allowed_on_unit(work.actor, school)),
        school=Named(id=school.id, name=school.name),
        required=required,
        complete=found.complete,
        text=text[words].format(n=len(found.missing)),
        items=[
            CoverageItemOut(
                code=item.code, covered=item.covered, text=item.en if language == "en" else item.sv
            )
            for item in found.items
        ],
    )
