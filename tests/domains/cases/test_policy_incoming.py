"""What waits for whom: what is handed over, for the heads of the new unit; files, for the program itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import CaseTransfer
from samsyn.cases.policy.actions import IncomingAction
from samsyn.cases.policy.attachments import TO_SCAN
from samsyn.cases.policy.transfers import (
    INCOMING,
    ONE_INCOMING,
    allowed_on_incoming,
    receives,
)
from samsyn.core.actor import HEADS, Function
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.core.work import Credential, Work
from samsyn.main.runtime import make_runtime
from tests.domains.cases.kinds import add_kind
from tests.factories.actors import person, program, system
from tests.factories.attachments import add_file
from tests.factories.cases import add_case
from tests.factories.days import DAY, NOW, TODAY
from tests.factories.each import by_row, seen, shown
from tests.factories.staff import add_area, add_post
from tests.factories.transfers import add_transfer
from tests.factories.world import World, make_world

TEXTS = ("pupil", "origin", "content", "told")


@pytest.fixture
def world(admin_dsn: str) -> World:
    return make_world(admin_dsn)


PEOPLE = ("rektor", "rektor-2", "bitradande-2", "kurator-2", "larare-2", "utredare")
WAITS = {
    "K2": {"rektor-2", "bitradande-2"},
    "to this unit": {"rektor"},
    "K3": {"rektor-2"},
    "K3 to no principal": {"bitradande-2", "rektor-2"},
}


def handed_over(world: World) -> dict[str, UUID]:
    case = add_case(world)
    strict: dict[str, Any] = {**dict.fromkeys(TEXTS), "sealed": b"x"}
    to_another = {"to_person_id": world.people["bitradande-2"], **strict}
    return {
        "K2": add_transfer(world, case),
        "to this unit": add_transfer(world, case, "A"),
        "in hand": add_transfer(world, case, received_at=NOW, received_by=world.people["rektor-2"]),
        "the copy of it": add_transfer(world, case, direction="IN"),
        "K3": add_transfer(world, case, confidentiality="K3", **strict),
        "K3 to no principal": add_transfer(world, case, confidentiality="K3", **to_another),
        "K4": add_transfer(world, case, confidentiality="K4", **strict),
        "outside": add_kind(world, CaseTransfer, case),
    }


async def test_what_waits_for_the_heads_of_a_unit(world: World, runtime: Runtime) -> None:
    made = handed_over(world)
    found = await shown(world, runtime, PEOPLE, INCOMING)
    assert by_row(found, made) == {name: WAITS.get(name, set()) for name in made}
    one = await shown(world, runtime, PEOPLE, ONE_INCOMING, key=made["K2"])
    assert {who: rows for who, rows in one.items() if rows} == {who: [made["K2"]] for who in WAITS["K2"]}


def test_and_by_the_database(world: World) -> None:
    """What is in hand stays with whoever took it; the unit that it left sees all of it up to K2."""
    made = handed_over(world)
    found = seen(world, "case_transfers", PEOPLE)
    waits = WAITS | {"in hand": {"rektor-2"}}
    assert {name: found.get(key, set()) - {"rektor"} for name, key in made.items()} == {
        name: waits.get(name, set()) - {"rektor"} for name in made
    }


async def test_a_successor_is_principal_where_the_named_one_is_not(world: World, runtime: Runtime) -> None:
    """At the unit or its area, today. rektor-2 leads the unit, skolchef an area that it belongs to."""
    there = world.schools["B"]
    add_area(world, "skolchef", "PRINCIPAL")
    add_area(world, "analytiker", "PRINCIPAL", "A")
    yesterday = TODAY - DAY
    add_post(world, "kurator-2", "PRINCIPAL", school_id=there, valid_to=yesterday)
    still, gone = ("rektor-2", "skolchef"), ("rektor", "analytiker", "kurator-2", "bitradande-2")
    strict: dict[str, Any] = {**dict.fromkeys(TEXTS), "sealed": b"x", "confidentiality": "K3"}
    case = add_case(world)
    sent = {
        who: add_transfer(world, case, to_person_id=world.people[who], **strict) for who in (*still, *gone)
    }
    found = await shown(world, runtime, (*still, *gone), INCOMING)
    heads = {"bitradande-2", *still}
    sees = {who: {who} if who in still else {*still, who} & heads for who in sent}
    assert by_row(found, sent) == sees


def test_heads_take_it_in_hand() -> None:
    assert allowed_on_incoming(person(), CaseTransfer()) == {IncomingAction.RECEIVE}
    for function in Function:
        assert receives(person(function)) is (function in HEADS), function
    assert [receives(one) for one in (person(), system(), program())] == [False] * 3


async def test_files_are_scanned_by_the_program_itself(
    world: World, runtime: Runtime, settings: Settings
) -> None:
    """Of a person it is asked too: nothing is shown."""
    case = add_case(world, confidentiality="K4")
    made = {
        scan: add_file(world, case, scan=scan) for scan in ("NOT_SCANNED", "WAITING", "CLEAN", "INFECTED")
    }
    made["voided"] = add_file(world, case, scan="WAITING", voided_at=NOW, voided_by=world.people["kurator"])
    assert not (await shown(world, runtime, ["kurator"], TO_SCAN))["kurator"]
    worker = make_runtime(settings, url=settings.worker_url)
    async with Work(worker.engine, Credential.system(world.tenant), runtime=worker) as work:
        await work.open()
        waiting = set(await work.scalars(TO_SCAN))
    await worker.engine.dispose()
    assert {name for name, key in made.items() if key in waiting} == {"NOT_SCANNED", "WAITING"}
