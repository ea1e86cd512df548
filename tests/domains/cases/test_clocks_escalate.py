"""Clocks that run out are told of: once, to the right ones, however often and however late it is looked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from samsyn.cases.commands import escalate_clocks
from samsyn.cases.jobs import JOBS, escalate
from samsyn.core.clock import SetClock
from samsyn.core.credential import token_hash
from samsyn.core.registry import FocusCard
from samsyn.core.runtime import Runtime
from samsyn.core.schooldays import IsoWeek
from samsyn.core.settings import Settings
from samsyn.core.work import Credential, Work
from samsyn.main.background import JOBS as ALL_JOBS
from samsyn.main.runtime import make_runtime
from samsyn.organisation import school_year_of
from tests.conftest import Town
from tests.factories.cases import add_case, let_in, part_of
from tests.factories.pupils import add_student


@pytest.fixture
async def worker(settings: Settings) -> AsyncIterator[Runtime]:
    """The worker's program, with a clock of its own that the test sets."""
    made = make_runtime(settings, url=settings.worker_url, clock=SetClock(datetime.now(UTC)))
    yield made
    await made.engine.dispose()


def at(worker: Runtime, day: date, hour: int = 8) -> None:
    assert isinstance(worker.clock, SetClock)
    worker.clock.set(datetime.combine(day, time(hour), UTC))


async def run(worker: Runtime, town: Town) -> None:
    await escalate(worker, town.world.tenant, {})


def opened(town: Town, day: date, hour: int = 7, **more: Any) -> UUID:
    """A case of that day, in PRELIMINARY unless said otherwise, with the event that starts its clocks."""
    row: dict[str, Any] = {"phase": "PRELIMINARY", "next_follow_up_on": day + timedelta(days=300)} | more
    instant = datetime.combine(day, time(hour), UTC)
    case = add_case(town.world, opened_at=instant, **row)
    happened(town, case, "OPENED", instant)
    return case


def happened(town: Town, case: UUID, kind: str, instant: datetime, data: str = "{}") -> None:
    town.world.insert("case_events", **part_of(town.world, case), type=kind, at=instant, data=data)


def told(town: Town, case: UUID | None = None) -> list[tuple[str, str]]:
    """Clock and function of what has been told, the first first."""
    rows = town.world.sql(
        "SELECT data->>'clock', data->>'to' FROM case_events WHERE tenant_id = %s"
        " AND type = 'CLOCK_ESCALATED' AND (%s::uuid IS NULL OR case_id = %s) ORDER BY at, data->>'clock'",
        town.world.tenant,
        case,
        case,
    )
    return [(row[0], row[1]) for row in rows]


def monday(town: Town, week: int = 40) -> date:
    """A Monday of the last school year, with ordinary weeks around it."""
    return IsoWeek(school_year_of(town.runtime.clock.today()).first - 1, week).monday


async def cards(town: Town, who: str, now: datetime | None = None) -> list[FocusCard]:
    runtime = replace(town.runtime, clock=SetClock(now)) if now else town.runtime
    credential = Credential.session(token_hash(town.world.tokens[who]))
    async with Work(town.runtime.engine, credential, runtime=runtime) as work:
        await work.open()
        found = [card for source in runtime.registry.focus_sources for card in await source(work)]
        await work.finish()
    return [card for card in found if card.code.startswith("CASE_CLOCK")]


START = ("SPECIAL_SUPPORT_START", "PRINCIPAL")


async def test_a_clock_is_told_of_on_the_first_day_too_late_and_not_before(
    worker: Runtime, town: Town
) -> None:
    day = monday(town)
    opened(town, day)
    at(worker, day + timedelta(days=7), 21)
    await run(worker, town)
    assert told(town) == []
    at(worker, day + timedelta(days=8), 4)
    await run(worker, town)
    assert told(town) == [START]


async def test_a_school_holiday_moves_it(worker: Runtime, town: Town) -> None:
    friday = monday(town, 43) + timedelta(days=4)
    opened(town, friday)
    at(worker, friday + timedelta(days=8))
    await run(worker, town)
    assert told(town) == []
    at(worker, friday + timedelta(days=15))
    await run(worker, town)
    assert told(town) == [START]


async def test_told_once_however_often_it_is_looked_at(worker: Runtime, town: Town) -> None:
    case = opened(town, monday(town))
    for days in (20, 20, 27):
        at(worker, monday(town) + timedelta(days=days))
        await run(worker, town)
    assert told(town, case) == [START]


async def test_a_clock_that_goes_again_is_told_of_again(worker: Runtime, town: Town) -> None:
    day = monday(town)
    case = opened(town, day)
    at(worker, day + timedelta(days=14))
    await run(worker, town)
    begun = datetime.combine(day + timedelta(days=15), time(9), UTC)
    town.world.sql("UPDATE cases SET phase = 'INVESTIGATION' WHERE id = %s", case)
    happened(town, case, "PHASE_CHANGED", begun, '{"phase": "INVESTIGATION", "left": "PRELIMINARY"}')
    at(worker, day + timedelta(days=80))
    await run(worker, town)
    await run(worker, town)
    assert told(town, case) == [START, ("SPECIAL_SUPPORT_COMPLETE", "PRINCIPAL")]


async def test_half_a_run_and_then_a_whole_one_tells_each_once(
    worker: Runtime, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker dies in the second page of three."""
    pages, some = 0, escalate_clocks.escalate_some

    async def dies(work: Work, after: UUID) -> UUID | None:
        nonlocal pages
        pages += 1
        found = await some(work, after)
        if pages == 2:
            raise ConnectionError
        return found

    cases = [opened(town, monday(town)) for _ in range(5)]
    at(worker, monday(town) + timedelta(days=30))
    monkeypatch.setattr(escalate_clocks, "AT_A_TIME", 2)
    monkeypatch.setattr("samsyn.cases.jobs.escalate_some", dies)
    with pytest.raises(ConnectionError):
        await run(worker, town)
    assert len(told(town)) == 2
    await run(worker, town)
    assert [told(town, case) for case in cases] == [[START]] * 5


async def test_two_at_once_write_one(worker: Runtime, town: Town) -> None:
    """The second finds the first one's row in its way and is repeated as a whole."""
    case = opened(town, monday(town))
    at(worker, monday(town) + timedelta(days=30))
    system = Credential.system(town.world.tenant)
    async with (
        Work(worker.engine, system, runtime=worker) as one,
        Work(worker.engine, system, runtime=worker) as two,
    ):
        await one.open()
        await two.open()
        await escalate_clocks.escalate_some(one, UUID(int=0))
        await escalate_clocks.escalate_some(two, UUID(int=0))
        await one.finish()
        with pytest.raises(Exception, match="pk_case_events"):
            await two.finish()
    assert told(town, case) == [START]


async def test_another_municipality_is_left_alone(worker: Runtime, town: Town, other_town: Town) -> None:
    here, there = opened(town, monday(town)), opened(other_town, monday(other_town))
    at(worker, monday(town) + timedelta(days=30))
    await run(worker, town)
    assert (told(town, here), told(other_town, there)) == ([START], [])


async def test_closed_and_paused_cases_are_nobodys_delay(worker: Runtime, town: Town) -> None:
    day = monday(town)
    opened(town, day, phase="CLOSED", closed_at=datetime.now(UTC), closure_reason="WITHDRAWN")
    opened(town, day, phase="PAUSED")
    at(worker, day + timedelta(days=60))
    await run(worker, town)
    assert told(town) == []


async def test_past_the_unit_the_case_officer_is_told_and_never_the_principal(
    worker: Runtime, town: Town
) -> None:
    day = monday(town)
    case = opened(
        town, day, case_type="DEGRADING", phase="INVESTIGATION", reach="ORGANISER", pointed_out="STAFF",
        owner_id=None, next_follow_up_on=day,
    )  # fmt: skip
    happened(town, case, "ORGANISER_NOTIFIED", datetime.combine(day, time(7), UTC))
    at(worker, day + timedelta(days=60))
    await run(worker, town)
    assert {clock for clock, _ in told(town, case)} >= {"DEGRADING_START", "FOLLOW_UP_DAY"}
    assert "DEGRADING_PRINCIPAL" not in {clock for clock, _ in told(town, case)}
    assert {to for _, to in told(town, case)} == {"ORGANISER_CASE_OFFICER"}
    assert await cards(town, "rektor") == await cards(town, "kurator") == []
    assert {card.path for card in await cards(town, "utredare")} == {f"/arenden/{case}"}


async def test_what_is_genast_has_run_out_at_once(worker: Runtime, town: Town) -> None:
    """A rule in hours: no school day is waited for."""
    saturday = monday(town) + timedelta(days=5)
    case = opened(town, saturday, case_type="CHILD_WELFARE_REPORT", confidentiality="K4")
    at(worker, saturday, 9)
    await run(worker, town)
    assert told(town, case) == [("CHILD_WELFARE_REPORT_SEND", "PRINCIPAL")]
    assert await cards(town, "rektor") == [], "class K4 stays within its circle"
    let_in(town.world, case, "rektor", role_in_case="INFORMED")
    assert [card.code for card in await cards(town, "rektor")] == ["CASE_CLOCK_ESCALATED"]


@pytest.mark.parametrize("follow_up", [None, 0])
async def test_a_case_without_a_day_or_past_it_is_told_of_after_five_school_days(
    worker: Runtime, town: Town, follow_up: int | None
) -> None:
    day = monday(town)
    case = opened(
        town, day, case_type="LEARNING_ENVIRONMENT", next_follow_up_on=None if follow_up is None else day
    )
    at(worker, day + timedelta(days=7), 20)
    await run(worker, town)
    assert told(town, case) == []
    at(worker, day + timedelta(days=8), 5)
    await run(worker, town)
    assert told(town, case) == [("FOLLOW_UP_DAY", "PRINCIPAL")]
    (card,) = await cards(town, "rektor")
    assert card.what_sv.startswith("Få igång ärende ")
    assert card.what_sv.endswith(": följ upp")


async def test_the_owner_sees_it_before_anybody_is_told(worker: Runtime, town: Town) -> None:
    day = monday(town)
    case = opened(town, day, waiting_for="Svar från BUP", waiting_since=day + timedelta(days=1))
    now = datetime.combine(day + timedelta(days=9), time(8), UTC)
    (card,) = await cards(town, "kurator", now)
    assert (card.code, card.path, card.due) == (
        "CASE_CLOCK_OUT",
        f"/arenden/{case}",
        day + timedelta(days=7),
    )
    assert card.what_sv.startswith("Påbörja utredningen i ärende ")
    assert card.why_sv == (
        "Tiden gick ut för 2 skoldagar sedan. Lagen säger skyndsamt."
        " Ärendet väntar på någon sedan 6 skoldagar."
    )
    assert "BUP" not in card.why_sv
    assert await cards(town, "rektor", now) == []


async def test_who_is_told_and_who_is_not(worker: Runtime, town: Town) -> None:
    case = opened(town, monday(town), students=(add_student(town.world),))
    at(worker, monday(town) + timedelta(days=30))
    await run(worker, town)
    seen = {who: [c.code for c in await cards(town, who)] for who in town.world.people}
    assert {who for who, found in seen.items() if "CASE_CLOCK_ESCALATED" in found} == {"rektor"}
    assert {who for who, found in seen.items() if "CASE_CLOCK_OUT" in found} == {"kurator"}
    answer = await town.as_("kurator").get(f"/cases/{case}")
    (clock,) = answer.json()["clocks"]
    assert (clock["code"], clock["overdue"], clock["escalatedTo"]) == (
        "SPECIAL_SUPPORT_START",
        True,
        "PRINCIPAL",
    )


async def test_it_goes_away_when_it_is_done(worker: Runtime, town: Town) -> None:
    case = opened(town, monday(town))
    at(worker, monday(town) + timedelta(days=30))
    await run(worker, town)
    begun = datetime.now(UTC)
    happened(town, case, "PHASE_CHANGED", begun, '{"phase": "INVESTIGATION", "left": "PRELIMINARY"}')
    assert await cards(town, "rektor") == await cards(town, "kurator") == []


async def test_nobody_signed_in_reads_what_the_program_reads(town: Town) -> None:
    """The same statement, for whoever is no program: nothing."""
    opened(town, monday(town))
    for who in ("rektor", "chef", "admin"):
        credential = Credential.session(token_hash(town.world.tokens[who]))
        async with Work(town.runtime.engine, credential, runtime=town.runtime) as work:
            await work.open()
            assert await escalate_clocks.escalate_some(work, UUID(int=0)) is None
            await work.finish()


async def test_ten_thousand_open_cases_are_ten_pages(worker: Runtime, town: Town) -> None:
    """A few statements for each page, however much is in it; and only what is late is written."""
    day = monday(town)
    late = opened(town, day)
    at(worker, day + timedelta(days=30))
    few = await statements(worker, town)
    town.world.sql(MANY, 9_999, late)
    town.world.sql(THEIR_EVENTS, datetime.combine(day + timedelta(days=29), time(8), UTC), town.world.tenant)
    assert await statements(worker, town) == 10 * (few - 1) + 1
    assert told(town) == [START]


MANY = """INSERT INTO cases (tenant_id, id, school_id, number, case_type, rule_pack, rule_pack_version, level,
 scope, subject, reach, phase, owner_id, opened_at, next_follow_up_on, confidentiality, version, created_at,
 updated_at)
SELECT c.tenant_id, uuidv7(), c.school_id, c.number || '-' || n, c.case_type, c.rule_pack,
 c.rule_pack_version, c.level, c.scope, c.subject, c.reach, c.phase, c.owner_id,
 c.opened_at + interval '29 days',
 c.next_follow_up_on, c.confidentiality, 1, now(), now()
FROM generate_series(1, %s) n, cases c WHERE c.id = %s"""
THEIR_EVENTS = """INSERT INTO case_events (tenant_id, id, case_id, school_id, reach, confidentiality, type,
 at, data) SELECT c.tenant_id, uuidv7(), c.id, c.school_id, c.reach, c.confidentiality, 'OPENED', %s, '{}'
FROM cases c WHERE c.tenant_id = %s AND NOT EXISTS (SELECT FROM case_events e WHERE e.case_id = c.id)"""


async def statements(worker: Runtime, town: Town) -> int:
    """How many the job asks; one that writes is one, whatever number of rows it writes."""
    asked: list[str] = []

    def count(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    engine = worker.engine.sync_engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        await run(worker, town)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len([one for one in asked if not one.startswith("INSERT")])


def test_the_job_is_told_by_the_clock() -> None:
    assert set(JOBS) <= set(ALL_JOBS)
    assert "15 5-15/2 * * 1-5" in [job.cron for job in JOBS]


async def test_the_owner_sees_what_the_law_wants_by_the_next_school_day(town: Town) -> None:
    day = monday(town)
    case = opened(town, day)
    seen = {}
    for days in (3, 4, 6, 7):
        now = datetime.combine(day + timedelta(days=days), time(8), UTC)
        seen[days] = [(card.code, card.due) for card in await cards(town, "kurator", now)]
        assert await cards(town, "rektor", now) == []
    due = day + timedelta(days=7)
    # A Monday: from the Friday before it, and not on the Thursday.
    assert seen == {3: [], 4: [("CASE_CLOCK_SOON", due)], 6: [("CASE_CLOCK_SOON", due)], 7: seen[7]}
    (card,) = await cards(town, "kurator", datetime.combine(due, time(8), UTC))
    assert card.code == "CASE_CLOCK_SOON"
    assert (card.path, card.why_sv) == (f"/arenden/{case}", "Tiden går snart ut. Lagen säger skyndsamt.")
