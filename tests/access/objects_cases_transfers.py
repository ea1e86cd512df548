"""How the operations on handing over at a change of school are asked for."""

from __future__ import annotations

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case, day
from tests.factories.cases import add_case
from tests.factories.transfers import add_transfer
from tests.factories.world import World


@asks("listTransfers")
def _transfers(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/transfers")


@asks("readTransfer")
def _transfer(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/transfers/{add_transfer(world, made)}")


@asks("readTransferDocument")
def _document(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/transfers/{add_transfer(world, made)}/document")


@asks("createTransfer")
def _send(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/transfers", {"destination": "NONE"})


@asks("listIncomingTransfers")
def _incoming(_: World) -> Ask:
    return Ask("/incoming-transfers")


@asks("createTransferReceipt")
def _receive(world: World) -> Ask:
    made = add_case(world, None, "B", owner_id=None)
    path = f"/incoming-transfers/{add_transfer(world, made, 'A')}/receipt"
    return Ask(path, {"nextFollowUpOn": day(20)}, 1)
