"""Who keeps the rules of an organiser; everybody of it reads them, and nobody of another."""

from __future__ import annotations

from typing import Any

import pytest

from samsyn.core.actor import Function
from samsyn.core.credential import token_hash
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work
from samsyn.legal.policy import ADJUSTMENTS, REVIEWS, RulePackAction, administers, allowed_on_packs
from tests.conftest import Town
from tests.factories.actors import person, system
from tests.factories.world import make_world


@pytest.mark.parametrize("function", list(Function))
def test_the_administrator_alone_decides(function: Function) -> None:
    actor, is_admin = person(function, scope="ORGANISER"), function is Function.SYSTEM_ADMIN
    assert administers(actor) == is_admin
    kept = {RulePackAction.ADJUST, RulePackAction.REVIEW} if is_admin else set()
    assert allowed_on_packs(actor) == {RulePackAction.READ} | kept


def test_a_system_reads() -> None:
    assert allowed_on_packs(system()) == {RulePackAction.READ}


async def test_decisions_are_those_of_one_s_own_organiser(
    town: Town, runtime: Runtime, admin_dsn: str
) -> None:
    now, own = runtime.clock.now(), []
    for world in (town.world, make_world(admin_dsn)):
        said: dict[str, Any] = {"decided_by": world.people["admin"], "decided_at": now}
        number = {"pack": "SE-2023", "clock": "CONCERN_SOON", "amount": 1, "reason": "Beslut"}
        read = {"kind": "PACK", "code": "SE-2023", "edition": 1, "verified": True, "note": "Läst"}
        own.append([
            [world.insert("rule_adjustments", **number, **said)],
            [world.insert("rule_reviews", **read, **said)],
        ])  # fmt: skip
    for persona in ("larare", "rektor", "admin"):
        credential = Credential.session(token_hash(town.world.tokens[persona]))
        async with Work(runtime.engine, credential, runtime=runtime) as work:
            await work.open()
            seen = [[row.id for row in await work.scalars(one)] for one in (ADJUSTMENTS, REVIEWS)]
        assert seen == own[0]
