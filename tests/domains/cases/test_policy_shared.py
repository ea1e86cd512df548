"""Who sees what is shared with a partner outside, and under which consent it stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import Consent, Disclosure
from samsyn.cases.policy import visible_parts
from samsyn.cases.policy.actions import SharedAction
from samsyn.cases.policy.disclosures import (
    CONSENT_HOLDS,
    MY_SHARED,
    ONE_SHARED,
    PARTNERS,
    SHARED_UNDER,
    WITHOUT_CONSENT,
    allowed_on_shared,
    is_partner,
)
from samsyn.core.actor import Function
from samsyn.core.runtime import Runtime
from tests.factories.actors import person, program, system
from tests.factories.cases import add_case
from tests.factories.days import DAY, NOW, TODAY
from tests.factories.disclosures import add_consent, add_disclosure, share_with
from tests.factories.each import by_row, seen, shown, work_of
from tests.factories.staff import add_post
from tests.factories.world import World, make_world


@pytest.fixture(scope="session")
def world(admin_dsn: str) -> World:
    """registrator has been a partner, analytiker will be."""
    made = make_world(admin_dsn)
    for who, days in (("registrator", (None, TODAY - DAY)), ("analytiker", (TODAY + DAY, None))):
        place: dict[str, Any] = {"scope_type": "ORGANISER", "school_id": None}
        since = {"valid_from": days[0]} if days[0] else {}
        add_post(made, who, "EXTERNAL_PARTNER", valid_to=days[1], **place, **since)
    return made


PARTNERED = ("partner", "registrator", "analytiker", "larare", "kurator", "utredare")


@pytest.fixture(scope="session")
def shared(world: World) -> dict[str, UUID]:
    case = add_case(world)
    strict: dict[str, Any] = {**dict.fromkeys(("recipient", "what", "reason")), "sealed": b"x"}
    return {
        "now": share_with(world, case),
        "its last day": share_with(world, case, shared_until=TODAY),
        "K3": share_with(world, case, confidentiality="K3", **strict),
        "yesterday": share_with(world, case, shared_until=TODAY - DAY),
        "ended": share_with(world, case, ended_at=NOW),
        "K4": share_with(world, case, confidentiality="K4", **strict),
        "registrator": share_with(world, case, "registrator"),
        "analytiker": share_with(world, case, "analytiker"),
        "larare": share_with(world, case, "larare"),
        "told": add_disclosure(world, case),
    }


SHOWN = {"now", "its last day", "K3"}


async def test_a_partner_is_shown_what_is_shared_with_them(
    world: World, runtime: Runtime, shared: dict[str, UUID]
) -> None:
    expected = {name: {"partner"} if name in SHOWN else set() for name in shared}
    found = await shown(world, runtime, PARTNERED, MY_SHARED)
    assert by_row(found, shared) == expected
    for name in ("now", "ended"):
        one = await shown(world, runtime, PARTNERED, ONE_SHARED, key=shared[name])
        assert {who: rows for who, rows in one.items() if rows} == {
            who: [shared[name]] for who in expected[name]
        }


async def test_it_is_named_with_its_own_unit(world: World, runtime: Runtime, shared: dict[str, UUID]) -> None:
    async with work_of(world, runtime, "partner") as work:
        await work.open()
        units = {name for _, name in await work.execute(MY_SHARED)}
    assert (units, len(shared)) == ({"Björkskolan"}, 10)


def test_by_the_database_it_is_the_line_alone(world: World, shared: dict[str, UUID]) -> None:
    found = seen(world, "case_disclosures", PARTNERED)
    strangers = {name: found.get(key, set()) - {"kurator"} for name, key in shared.items()}
    assert strangers == {name: {"partner"} if name in SHOWN else set() for name in shared}
    for table in ("cases", "case_heads", "case_consents", "case_events", "case_access"):
        assert seen(world, table, ["partner"]) == {}, table


async def test_what_stands_under_a_consent(world: World, runtime: Runtime) -> None:
    case = add_case(world)
    consent, other = add_consent(world, case), add_consent(world, case)
    under: dict[str, Any] = {"basis": "CONSENT_GUARDIAN", "consent_id": consent}
    made = {
        "shared": share_with(world, case, **under),
        "ended": share_with(world, case, ended_at=NOW, **under),
        "told": add_disclosure(world, case, **under),
        "under another": share_with(world, case, **(under | {"consent_id": other})),
    }
    found = await shown(world, runtime, ["kurator"], SHARED_UNDER, key=consent)
    assert by_row(found, made) == {
        "shared": {"kurator"}, "ended": set(), "told": set(), "under another": set(),
    }  # fmt: skip


async def test_who_is_a_partner_today(world: World, runtime: Runtime) -> None:
    assert await shown(world, runtime, ["kurator"], PARTNERS) == {"kurator": [world.people["partner"]]}


async def test_consents_that_hold_and_lines_without_one(world: World, runtime: Runtime) -> None:
    case = add_case(world)
    taken = {"revoked_by": "GUARDIAN", "revoked_at": NOW}
    consents = {
        "holds": add_consent(world, case),
        "its only day": add_consent(world, case, given_on=TODAY, expires_on=TODAY),
        "from tomorrow": add_consent(world, case, given_on=TODAY + DAY),
        "until yesterday": add_consent(world, case, expires_on=TODAY - DAY),
        "taken back": add_consent(world, case, revoked_on=TODAY, **taken),
        "taken back from tomorrow": add_consent(world, case, revoked_on=TODAY + DAY, **taken),
    }
    found = await shown(
        world, runtime, ["kurator"], visible_parts(Consent, Consent.id).where(CONSENT_HOLDS), key=case
    )
    holding = {"holds", "its only day", "taken back from tomorrow"}
    assert by_row(found, consents) == {n: {"kurator"} if n in holding else set() for n in consents}
    under = {"basis": "CONSENT_STUDENT", "consent_id": consents["holds"]}
    lines = {"duty": add_disclosure(world, case), "consent": add_disclosure(world, case, **under)}
    without = visible_parts(Disclosure, Disclosure.id).where(WITHOUT_CONSENT)
    found = await shown(world, runtime, ["kurator"], without, key=case)
    assert by_row(found, lines) == {"duty": {"kurator"}, "consent": set()}


def test_a_partner_reads_and_no_more() -> None:
    assert allowed_on_shared(person(), Disclosure()) == {SharedAction.READ}
    partner = Function.EXTERNAL_PARTNER
    for function in Function:
        assert is_partner(person(function, scope="ORGANISER")) is (function is partner), function
    assert [is_partner(one) for one in (person(), system(), program())] == [False] * 3
