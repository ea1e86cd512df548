"""Puts the week's focus together from what the domains offer; nothing of it is stored."""

from __future__ import annotations

from samsyn.core.messages import Language
from samsyn.core.registry import FocusCard, Registry, WeekItem
from samsyn.core.schema import self_link
from samsyn.core.work import Work
from samsyn.reports.rules import first_cards, week_of
from samsyn.reports.schemas import FocusCardOut, FocusOut, WeekItemOut


async def focus(work: Work, language: Language) -> FocusOut:
    """What this person should do this week, why, and the next step."""
    registry: Registry = work.runtime.registry
    today = work.clock.today()
    cards = [card for source in registry.focus_sources for card in await source(work)]
    start, end = week_of(today)
    items = [item for source in registry.week_sources for item in await source(work, start, end)]
    return FocusOut(
        links=self_link("/me/focus"),
        week=start.isocalendar().week,
        cards=[_card(card, language) for card in first_cards(cards)],
        meetings=[_item(i, language) for i in sorted(items, key=lambda i: (i.starts_at, i.id))],
        good_news=await _good_news(work, registry, language),
    )


async def _good_news(work: Work, registry: Registry, language: Language) -> str | None:
    for source in registry.good_news_sources:
        news = await source(work)
        if news is not None:
            return news.en if language == "en" else news.sv
    return None


def _card(card: FocusCard, language: Language) -> FocusCardOut:
    en = language == "en"
    return FocusCardOut(
        code=card.code,
        what=card.what_en if en else card.what_sv,
        why=card.why_en if en else card.why_sv,
        action=card.action_en if en else card.action_sv,
        path=card.path,
        due=card.due,
    )


def _item(item: WeekItem, language: Language) -> WeekItemOut:
    title = item.title_en if language == "en" else item.title_sv
    return WeekItemOut(
        id=item.id, title=title, starts_at=item.starts_at, ends_at=item.ends_at, path=item.path
    )
