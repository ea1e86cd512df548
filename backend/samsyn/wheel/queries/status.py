"""Whether a wheel has check-ins enough, and why one does not count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.vocabulary import StatutoryDomain
from samsyn.core.work import Work
from samsyn.organisation import SchoolYear, unit_year
from samsyn.wheel.models import AnnualWheel, WheelActivity, WheelActivityLink
from samsyn.wheel.policy import ACTIVITIES_OF, FIELDS_IN_TEAMS, LINKS_OF
from samsyn.wheel.rules import (
    NOT_HELD,
    Activity,
    ActivityKind,
    ActivityStatus,
    RuleStatus,
    WheelYear,
    check_in_hint,
    months_of,
    rule_status,
)
from samsyn.wheel.schemas import RuleStatusOut, WheelHintOut

COUNTED_LINKS = frozenset({"goal", "goal_check_in"})
"""What W03 accepts as something to look at."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of student health the teams of a unit have, and from when until when."""

    rows: Mapping[UUID, Sequence[tuple[StatutoryDomain, date, date | None]]]

    def of(self, team: UUID | None, day: date) -> frozenset[StatutoryDomain]:
        held = self.rows.get(team, ()) if team is not None else ()
        return frozenset(d for d, first, last in held if first <= day and (last is None or day <= last))


async def fields_at(work: Work, school: UUID) -> Fields:
    found: dict[UUID, list[tuple[StatutoryDomain, date, date | None]]] = defaultdict(list)
    for team, domain, first, last in await work.execute(FIELDS_IN_TEAMS, {"key": school}):
        found[team].append((StatutoryDomain(domain), first, last))
    return Fields(found)


def fact(row: WheelActivity, fields: Fields, linked: int) -> Activity:
    """What the rules need of an activity."""
    return Activity(
        kind=ActivityKind(row.kind),
        title=row.title,
        day=row.starts_on,
        protected_minutes=row.protected_minutes,
        domains=fields.of(row.team_id, row.starts_on),
        linked=linked,
        status=ActivityStatus(row.status),
    )


def lacks(activity: Activity) -> Any:
    """Why a larger check-in does not count, as a hint; None where it does, or where it is none."""
    if activity.kind is not ActivityKind.CHECKIN_MAJOR or activity.status in NOT_HELD:
        return None
    return check_in_hint(activity)


async def activities(work: Work, wheel_id: UUID) -> list[WheelActivity]:
    rows = await work.scalars(ACTIVITIES_OF, {"wheel": wheel_id})
    return sorted(rows, key=lambda a: (a.starts_on, a.id))


async def links_by_activity(work: Work, wheel_id: UUID) -> dict[UUID, list[WheelActivityLink]]:
    found: dict[UUID, list[WheelActivityLink]] = defaultdict(list)
    for link in await work.scalars(LINKS_OF, {"wheel": wheel_id}):
        found[link.activity_id].append(link)
    return found


def counted(links: Iterable[WheelActivityLink]) -> int:
    return sum(link.ref_kind in COUNTED_LINKS for link in links)


async def status_of(work: Work, wheel: AnnualWheel) -> RuleStatus:
    """W01 to W04 and the longest gap, worked out now."""
    rows = await activities(work, wheel.id)
    links = await links_by_activity(work, wheel.id)
    fields = await fields_at(work, wheel.school_id)
    numbers = Counter({key: counted(found) for key, found in links.items()})
    return rule_status((fact(row, fields, numbers[row.id]) for row in rows), await year_of(work, wheel))


async def year_of(work: Work, wheel: AnnualWheel) -> WheelYear:
    """The unit's own terms and school weeks."""
    year: SchoolYear = await work.one_or_none(
        select(SchoolYear).where(SchoolYear.tenant_id == work.tenant, SchoolYear.id == wheel.school_year_id)
    )
    terms, calendar = await unit_year(work, year, wheel.school_id)
    taught = (
        day
        for n in range((year.ends_on - year.starts_on).days + 1)
        if calendar.is_school_day(day := year.starts_on + timedelta(days=n))
    )
    return WheelYear(
        start=months_of(year.starts_on, year.ends_on)[0],
        end=year.ends_on,
        terms=tuple((str(t.code), t.days.first, t.days.last) for t in terms),
        school_weeks=sorted({day - timedelta(days=day.weekday()) for day in taught}),
    )


async def shown_status(work: Work, wheel: AnnualWheel, language: Language) -> RuleStatusOut:
    found = await status_of(work, wheel)
    return RuleStatusOut(
        links=self_link(f"/annual-wheels/{wheel.id}/rule-status"),
        status=found.status,
        counted=found.counted,
        planned=found.planned,
        hints=[WheelHintOut(code=h.code, text=h.en if language == "en" else h.sv) for h in found.hints],
    )
