"""A draft that waits for a signature stands on the start page of whoever decides, and of nobody else."""

from __future__ import annotations

from uuid import UUID

import pytest

from samsyn.cases.queries.to_sign import decisions_to_sign
from samsyn.core.credential import token_hash
from samsyn.core.registry import FocusCard
from samsyn.core.work import Credential, Work
from tests.conftest import Town
from tests.domains.cases.signing import shown, sign
from tests.factories.cases import add_case
from tests.factories.decisions import add_decision, ready_case


async def cards(town: Town, who: str) -> list[FocusCard]:
    credential = Credential.session(token_hash(town.world.tokens[who]))
    async with Work(town.runtime.engine, credential, runtime=town.runtime) as work:
        await work.open()
        found = list(await decisions_to_sign(work))
        await work.finish()
    return found


async def who_sees(town: Town) -> set[str]:
    return {who for who in town.world.people if await cards(town, who)}


def drafted(town: Town) -> UUID:
    case = ready_case(town.world)
    add_decision(town.world, case)
    return case


async def test_the_principal_is_told_and_led_to_the_draft(town: Town) -> None:
    case = drafted(town)
    (number,) = town.world.sql("SELECT number FROM cases WHERE id = %s", case)[0]
    (card,) = await cards(town, "rektor")
    assert (card.path, card.what_sv.endswith(number)) == (f"/arenden/{case}?flik=beslut", True)
    assert await who_sees(town) == {"rektor"}


async def test_signed_it_waits_for_nobody(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    assert (await sign(town, case, decision)).status_code == 201
    assert await who_sees(town) == set()


@pytest.mark.parametrize("change", ["phase = 'INVESTIGATION'", "closed_at = now(), phase = 'CLOSED'"])
async def test_only_in_a_case_that_has_come_to_its_decision(town: Town, change: str) -> None:
    case = drafted(town)
    closed = ", closure_reason = 'COMPLETED'" if "closed" in change else ""
    town.world.sql(f"UPDATE cases SET {change}{closed} WHERE id = %s", case)
    assert await who_sees(town) == set()


async def test_in_k3_only_a_principal_of_the_circle(town: Town) -> None:
    case = drafted(town)
    version = (await shown(town, f"/cases/{case}", "kurator"))["version"]
    raised = await town.as_("kurator").patch(f"/cases/{case}", version, json={"confidentiality": "K3"})
    assert raised.status_code == 200, raised.text
    assert await who_sees(town) == {"rektor"}
    rektor = town.world.people["rektor"]
    town.world.sql(
        "UPDATE case_access SET valid_to = now() WHERE case_id = %s AND person_id = %s", case, rektor
    )
    assert await who_sees(town) == set()


async def test_what_the_law_gives_the_organiser_waits_for_the_organiser(town: Town) -> None:
    case = add_case(town.world, case_type="DEGRADING", phase="DECISION", reach="BOTH")
    add_decision(town.world, case, kind="DEGRADING_MEASURES", reach="BOTH", appeal_possible=False)
    assert await who_sees(town) == {"utredare"}
