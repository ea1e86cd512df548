"""The focus is short, in order, in the caller's language, and made with the caller's rights."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from samsyn.core.registry import FocusCard, GoodNews, WeekItem
from samsyn.core.work import Work
from samsyn.reports.rules import first_cards, week_of
from tests.conftest import Town

CARD = FocusCard("X", 10, "sv", "en", "varför", "why", "gör", "do", "/x")


def test_at_most_seven_and_what_is_lost_first_comes_first() -> None:
    cards = [replace(CARD, weight=n, path=f"/{n}") for n in range(10)]
    assert [c.weight for c in first_cards(cards)] == [9, 8, 7, 6, 5, 4, 3]


def test_between_equals_the_one_due_first() -> None:
    late, soon, never = (replace(CARD, due=d) for d in (date(2026, 12, 1), date(2026, 11, 24), None))
    assert first_cards([never, late, soon]) == [soon, late, never]


def test_a_week_begins_on_monday_in_stockholm_also_when_the_clocks_change() -> None:
    start, end = week_of(date(2026, 10, 23))
    assert start.astimezone(UTC) == datetime(2026, 10, 18, 22, tzinfo=UTC)
    assert end.astimezone(UTC) == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_a_saturday_and_a_sunday_look_ahead() -> None:
    friday, saturday, sunday = (week_of(date(2026, 11, day))[0].day for day in (20, 21, 22))
    assert (friday, saturday, sunday) == (16, 23, 23)


async def test_the_page_in_both_languages(town: Town) -> None:
    async def cards(work: Work) -> list[FocusCard]:
        return [CARD] if work.actor.id == town.world.people["rektor"] else []

    async def week(work: Work, start: datetime, end: datetime) -> list[WeekItem]:
        return [WeekItem(UUID(int=7), "EHT", "Health team", start, end, "/moten/7")]

    async def news(work: Work) -> GoodNews | None:
        return GoodNews("N", "7 av 8 möten blev av", "7 of 8 meetings took place")

    registry = town.runtime.registry
    kept = list(registry.focus_sources), list(registry.week_sources), list(registry.good_news_sources)
    registry.focus_sources[:], registry.week_sources[:], registry.good_news_sources[:] = (
        [cards],
        [week],
        [news],
    )
    try:
        sv = (await town.as_("rektor").get("/me/focus")).json()
        en = (await town.as_("rektor").get("/me/focus", headers={"accept-language": "en"})).json()
        other = (await town.as_("larare").get("/me/focus")).json()
    finally:
        registry.focus_sources[:], registry.week_sources[:], registry.good_news_sources[:] = kept
    assert [c["what"] for c in sv["cards"]] == ["sv"]
    assert [c["why"] for c in en["cards"]] == ["why"]
    assert [m["title"] for m in en["meetings"]] == ["Health team"]
    assert sv["goodNews"] == "7 av 8 möten blev av"
    assert other["cards"] == []
