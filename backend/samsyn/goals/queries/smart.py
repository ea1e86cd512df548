"""The SMART check of a goal, and who stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, select

from samsyn.core.actor import HEALTH, Function
from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.work import Work
from samsyn.goals.models import Goal, GoalAcceptance, GoalCheckIn
from samsyn.goals.policy import (
    COUNTED_GOALS,
    MEMBERS,
    POSTS,
    STUDENT_HEALTH_MEMBERS,
    VISIBLE_ACCEPTANCES,
    VISIBLE_CHECK_INS,
)
from samsyn.goals.queries.goals import facts_of
from samsyn.goals.rules import (
    UNDER_WAY,
    Acceptance,
    GoalFacts,
    Quorum,
    SmartLetter,
    SmartRow,
    Stance,
    activation_violations,
    quorum,
    smart_check,
)
from samsyn.goals.schemas import AdviceOut, GoalIn, QuorumOut, SmartCheckOut, SmartRowOut, SmartTrialOut
from samsyn.organisation import Profession
from samsyn.teams import TeamType

_GOAL = bindparam("goal", type_=Uuid)
_ROUND = bindparam("round", type_=Integer)
STANCES = VISIBLE_ACCEPTANCES.where(GoalAcceptance.goal_id == _GOAL, GoalAcceptance.round == _ROUND)
HELD = VISIBLE_CHECK_INS.with_only_columns(GoalCheckIn.held_on).where(GoalCheckIn.goal_id == _GOAL)
OTHERS = COUNTED_GOALS.where(
    Goal.team_id == bindparam("team", type_=Uuid), Goal.state.in_(UNDER_WAY), Goal.id != _GOAL
)
NOBODY = Quorum((), principal_missing=True, team_missing=0, open_objections=0)
NO_GOAL = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Electorate:
    """Whose acceptance counts today. ``professions`` by person: codes of student health."""

    professions: dict[UUID, tuple[str, ...]] = field(default_factory=dict)
    principals: frozenset[UUID] = frozenset()
    team: frozenset[UUID] = frozenset()

    def votes(self, rows: Iterable[GoalAcceptance]) -> list[Acceptance]:
        return [vote for row in rows for vote in self._votes(row)]

    def _votes(self, row: GoalAcceptance) -> list[Acceptance]:
        stance, held = Stance(row.stance), self.professions.get(row.person_id, ())
        first = Acceptance(
            stance,
            profession=held[0] if held else None,
            is_principal=row.person_id in self.principals,
            in_work_team=row.person_id in self.team,
            objection_answered=row.answer is not None,
        )
        more = [] if stance is Stance.OBJECT else [Acceptance(stance, profession=p) for p in held[1:]]
        return [first, *more]

    def quorum(self, rows: Iterable[GoalAcceptance]) -> Quorum:
        codes = {code for held in self.professions.values() for code in held}
        return quorum(self.votes(rows), codes, len(self.team))


async def electorate(work: Work, goal: Goal) -> Electorate:
    """The unit's student health team (without one, those who have such an assignment), its principal, and
    the goal's team where that is not the student health team itself."""
    posts = list((await work.execute(POSTS, {"key": goal.school_id})).all())
    in_team = set(await work.scalars(STUDENT_HEALTH_MEMBERS, {"key": goal.school_id}))
    held: dict[UUID, set[str]] = {}
    for person, function, profession, local in posts:
        if function in HEALTH and profession and (person in in_team if in_team else local):
            held.setdefault(person, set()).add(profession)
    team = set(await work.scalars(MEMBERS, {"key": goal.team_id}))
    return Electorate(
        {person: tuple(sorted(codes)) for person, codes in held.items()},
        frozenset(p for p, function, _, local in posts if local and function == Function.PRINCIPAL),
        frozenset() if goal.team_type == TeamType.EHT else frozenset(team),
    )


async def stances(work: Work, goal: Goal) -> list[GoalAcceptance]:
    """Of the present round."""
    return list(await work.scalars(STANCES, {"goal": goal.id, "round": goal.round}))


async def facts(work: Work, goal: Goal) -> GoalFacts:
    held = list(await work.scalars(HELD, {"goal": goal.id}))
    others = int(await work.scalar(OTHERS, {"team": goal.team_id, "goal": goal.id}) or 0)
    return facts_of(goal, held, others)


async def standing(work: Work, goal: Goal) -> tuple[GoalFacts, Quorum]:
    """Everything that decides whether a goal may become active."""
    voters = await electorate(work, goal)
    return await facts(work, goal), voters.quorum(await stances(work, goal))


async def check(work: Work, goal: Goal, language: Language) -> SmartCheckOut:
    """The five rows, who is missing, and what stops an activation."""
    known, behind = await standing(work, goal)
    today = work.clock.today()
    report = smart_check(known, behind, today)
    blocks = activation_violations(known, behind, today)
    names = await profession_names(work, behind.missing_professions, language)
    return SmartCheckOut(
        links=self_link(f"/smart-goals/{goal.id}/smart-check"),
        ok=report.ok,
        rows=_rows(report.rows, language),
        quorum=QuorumOut(
            reached=behind.reached,
            missing_professions=[names[code] for code in behind.missing_professions],
            principal_missing=behind.principal_missing,
            team_missing=behind.team_missing,
            open_objections=behind.open_objections,
        ),
        blocks=_hints(blocks, language),
    )


async def trial(work: Work, body: GoalIn, language: Language) -> SmartTrialOut:
    """What the checker says of a goal that is still being written."""
    others = int(await work.scalar(OTHERS, {"team": body.team_id, "goal": NO_GOAL}) or 0)
    report = smart_check(facts_of(body, (), others), NOBODY, work.clock.today())
    rows = [row for row in report.rows if row.letter is not SmartLetter.A]
    return SmartTrialOut(rows=_rows(rows, language))


async def profession_names(work: Work, codes: Iterable[str], language: Language) -> dict[str, str]:
    """The organiser's own words; the code itself where it has none."""
    wanted = set(codes)
    if not wanted:
        return {}
    column = Profession.name_en if language == "en" else Profession.name_sv
    rows = await work.execute(
        select(Profession.code, column).where(
            Profession.tenant_id == work.tenant, Profession.code.in_(wanted)
        )
    )
    return {code: code for code in wanted} | {row[0]: row[1] for row in rows}


def _rows(rows: Sequence[SmartRow], language: Language) -> list[SmartRowOut]:
    return [
        SmartRowOut(letter=row.letter, status=row.status, hints=_hints(row.hints, language)) for row in rows
    ]


def _hints(hints: Iterable[Any], language: Language) -> list[AdviceOut]:
    return [AdviceOut(code=h.code, text=h.en if language == "en" else h.sv) for h in hints]
