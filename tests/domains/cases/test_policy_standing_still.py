"""What the domain offers to others: cards for what stands still, numbers for references, case types."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from samsyn.cases.registrations import late_concerns
from samsyn.core.credential import token_hash
from samsyn.core.registry import FocusCard
from samsyn.core.work import Credential, Work
from tests.conftest import Town
from tests.factories.cases import add_case
from tests.factories.concerns import add_concern


async def cards(town: Town, who: str) -> list[FocusCard]:
    credential = Credential.session(token_hash(town.world.tokens[who]))
    async with Work(town.runtime.engine, credential, runtime=town.runtime) as work:
        await work.open()
        found = [card for source in town.runtime.registry.focus_sources for card in await source(work)]
        await work.finish()
    return [card for card in found if card.code.startswith(("CASE", "CONCERN"))]


async def test_concerns_wait_with_their_age_and_guideline(town: Town) -> None:
    now = town.runtime.clock.now()
    for days in (40, 1):
        add_concern(town.world, received_at=now - timedelta(days=days))
    (card,) = await cards(town, "kurator")
    assert (card.code, card.what_sv, card.path) == (
        "CONCERNS_TO_ASSESS",
        "Bedöm 2 nya signaler",
        "/arenden/bedom",
    )
    assert card.why_sv.endswith("Er riktlinje är 5.")
    assert card.weight == 95
    assert await cards(town, "larare") == await cards(town, "rektor-2") == []


async def test_the_principal_is_told_of_those_that_nobody_assessed_in_time(town: Town) -> None:
    now = town.runtime.clock.now()
    add_concern(town.world, received_at=now - timedelta(days=60))
    add_concern(town.world, received_at=now - timedelta(minutes=5))
    (card,) = await cards(town, "rektor")
    assert (card.code, card.what_sv, card.weight) == (
        "CONCERNS_ESCALATED",
        "Se till att en signal blir bedömd",
        96,
    )
    assert card.why_sv.startswith("Er riktlinje har gått ut, för ")
    assert [c.code for c in await cards(town, "bitradande")] == ["CONCERNS_TO_ASSESS"]
    assert await cards(town, "rektor-2") == []


async def test_one_concern_is_one(town: Town) -> None:
    add_concern(town.world, urgency="NOW", reach="HEADS")
    assert [card.what_sv for card in await cards(town, "rektor")] == ["Bedöm en ny signal"]
    assert await cards(town, "kurator") == []


async def test_cases_whose_follow_up_is_missing_or_late(town: Town) -> None:
    today = town.runtime.clock.today()
    late = add_case(town.world, next_follow_up_on=today - timedelta(days=1))
    missing = add_case(town.world, None, next_follow_up_on=None)
    add_case(town.world, next_follow_up_on=today)
    assert [(c.code, c.path) for c in await cards(town, "kurator")] == [
        ("CASE_FOLLOW_UP_LATE", f"/arenden/{late}")
    ]
    assert [(c.code, c.path) for c in await cards(town, "rektor")] == [
        ("CASE_FOLLOW_UP_MISSING", f"/arenden/{missing}")
    ]
    assert await cards(town, "psykolog") == []


async def test_a_case_is_referred_to_by_its_number_and_only_by_who_opens_it(town: Town) -> None:
    mine, other = add_case(town.world), add_case(town.world, "psykolog")
    credential = Credential.session(token_hash(town.world.tokens["kurator"]))
    async with Work(town.runtime.engine, credential, runtime=town.runtime) as work:
        await work.open()
        found = await town.runtime.registry.resolve(work, "case", [mine, other, UUID(int=1)])
        await work.finish()
    number = town.world.sql("SELECT number FROM cases WHERE id = %s", mine)[0][0]
    assert {key: ref.label for key, ref in found.items()} == {mine: number}


async def test_case_types_of_today_in_the_callers_language(town: Town) -> None:
    swedish = (await town.as_("larare").get("/case-types")).json()
    english = (await town.as_("larare").get("/case-types", headers={"accept-language": "en"})).json()
    assert swedish["rulePack"]["code"] == "SE-2023"
    codes = {kind["code"]: kind["label"] for kind in swedish["items"]}
    assert (codes["SPECIAL_SUPPORT"], "SUPPORT_TEACHING" in codes) == ("Särskilt stöd", False)
    assert {kind["code"] for kind in english["items"]} == set(codes)
    assert {kind["label"] for kind in english["items"]} != set(codes.values())
    support = next(kind for kind in swedish["items"] if kind["code"] == "SPECIAL_SUPPORT")
    assert {"3 kap. 7 §"} <= {basis["section"] for basis in support["legalBases"]}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Er riktlinje har gått ut."),
        (1, "Er riktlinje har gått ut, för 1 skoldag sedan där det har väntat längst."),
        (4, "Er riktlinje har gått ut, för 4 skoldagar sedan där det har väntat längst."),
    ],
)
def test_a_weekend_is_not_a_school_day_ago(days: int, said: str) -> None:
    assert late_concerns(1, days, date(2026, 11, 20)).why_sv == said
