"""What meetings tell the rest of the program: the week, what waits, what works, and their events."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Credential, Work
from samsyn.meetings import MeetingCancelled, MeetingHeld
from samsyn.meetings.registrations import (
    held_last_month,
    last_month,
    late_actions,
    meeting_references,
    my_week,
    passed_meetings,
)
from tests.conftest import Town
from tests.factories.meetings import add_action, add_meeting, add_participant, add_team


@asynccontextmanager
async def work_of(town: Town, persona: str) -> AsyncIterator[Work]:
    token = hashlib.sha256(town.world.tokens[persona].encode()).digest()
    async with Work(town.runtime.engine, Credential.session(token), runtime=town.runtime) as work:
        yield await work.open()


def ago(**span: float) -> datetime:
    return datetime.now(UTC) - timedelta(**span)


async def test_the_week_holds_the_meetings_one_is_invited_to(town: Town) -> None:
    team = add_team(town.world, "rektor", "kurator")
    start = datetime(2030, 1, 7, tzinfo=UTC)
    mine = add_meeting(town.world, team, starts_at=start + timedelta(hours=8))
    off = add_meeting(
        town.world, team, starts_at=start + timedelta(hours=12), state="CANCELLED", cancel_reason="ILLNESS"
    )
    later = add_meeting(town.world, team, starts_at=start + timedelta(days=8))
    for meeting in (mine, off, later):
        add_participant(town.world, meeting, "kurator")
    async with work_of(town, "kurator") as work:
        (item,) = await my_week(work, start, start + timedelta(days=7))
    assert (item.id, item.title_sv, item.path) == (mine, "Elevhälsomöte · EHM-gruppen", f"/moten/{mine}")
    async with work_of(town, "rektor") as work:
        assert await my_week(work, start, start + timedelta(days=7)) == []


async def test_the_chair_is_asked_about_a_meeting_that_passed(town: Town) -> None:
    team = add_team(town.world, "kurator", "larare")
    meeting = add_meeting(town.world, team, starts_at=ago(hours=26))
    add_meeting(town.world, team, starts_at=ago(hours=23))
    add_meeting(town.world, team, starts_at=ago(days=70))
    add_meeting(town.world, team, starts_at=ago(days=3), state="CANCELLED", cancel_reason="ILLNESS")
    async with work_of(town, "kurator") as work:
        (card,) = await passed_meetings(work)
    assert (card.code, card.path) == ("MEETING_WITHOUT_OUTCOME", f"/moten/{meeting}")
    for persona in ("larare", "rektor"):
        async with work_of(town, persona) as work:
            assert await passed_meetings(work) == []


async def test_late_things_to_do_are_one_card(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    today = stockholm_day(datetime.now(UTC))
    for days, state in ((3, "OPEN"), (5, "OPEN"), (9, "DROPPED"), (-3, "OPEN")):
        add_action(town.world, meeting, "mentor", due_on=today - timedelta(days=days), state=state)
    async with work_of(town, "mentor") as work:
        (card,) = await late_actions(work)
    assert card.what_sv == "Gör klart 2 saker från möten"
    assert card.due == today - timedelta(days=5)
    async with work_of(town, "rektor") as work:
        assert await late_actions(work) == []


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 11, 22), (date(2026, 10, 1), date(2026, 10, 31))),
        (date(2026, 1, 1), (date(2025, 12, 1), date(2025, 12, 31))),
        (date(2028, 3, 31), (date(2028, 2, 1), date(2028, 2, 29))),
    ],
)
def test_last_month(today: date, month: tuple[date, date]) -> None:
    assert tuple(last_month(today)) == month


async def test_good_news_is_about_a_team_of_ones_own(town: Town) -> None:
    team = add_team(town.world, "rektor", "kurator", name="Elevhälsoteamet")
    month = last_month(stockholm_day(datetime.now(UTC)))
    for day in range(1, 8):
        at = datetime.combine(month.first + timedelta(days=day), datetime.min.time(), UTC) + timedelta(
            hours=9
        )
        add_meeting(town.world, team, state="HELD", starts_at=at)
    async with work_of(town, "kurator") as work:
        news = await held_last_month(work)
    assert news is not None
    assert news.sv.startswith("7 av 7 möten blev av i ")
    assert news.sv.endswith("Elevhälsoteamet.")
    async with work_of(town, "mentor") as work:
        assert await held_last_month(work) is None


async def test_a_reference_is_resolved_for_those_who_see_the_meeting(town: Town) -> None:
    team = add_team(town.world, "rektor")
    seen, hidden = add_meeting(town.world, team), add_meeting(town.world, team, type="CASE_MEETING")
    async with work_of(town, "larare") as work:
        found = await meeting_references(work, [seen, hidden])
    assert {key: ref.label for key, ref in found.items()} == {seen: "Elevhälsomöte · EHM-gruppen"}
    async with work_of(town, "larare-2") as work:
        assert await meeting_references(work, [seen, hidden]) == {}


async def test_it_is_told_that_a_meeting_was_held_cancelled_or_moved(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []

    async def hear(_: Work, event: Any) -> None:
        told.append(event)

    handlers = town.runtime.registry.handlers
    for kind in (MeetingHeld, MeetingCancelled):
        monkeypatch.setitem(handlers, kind, [hear])
    team = add_team(town.world, "rektor")
    held = add_meeting(town.world, team, state="IN_PROGRESS", started_at=ago(hours=1), starts_at=ago(hours=1))
    for persona in ("rektor", "kurator"):
        add_participant(town.world, held, persona, "ATTENDED")
    off = add_meeting(town.world, team)
    rektor, tag = town.as_("rektor"), {"if-match": '"1"'}
    assert (await rektor.post(f"/meetings/{held}/holding", headers=tag)).status_code == 201
    body = {"reason": "TECH"}
    assert (await rektor.post(f"/meetings/{off}/cancellation", json=body, headers=tag)).status_code == 201
    assert [(type(e), e.meeting_id) for e in told] == [(MeetingHeld, held), (MeetingCancelled, off)]
    assert told[1].rescheduled_to_id is None
