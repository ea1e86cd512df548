"""How people and assignments are asked for: a new person with an assignment at school A each time."""

from __future__ import annotations

from uuid import UUID, uuid4

from tests.access.objects import Ask, asks, unique
from tests.factories.staff import add_account, add_colleague
from tests.factories.world import World


@asks("listPeople")
def _people(_: World) -> Ask:
    return Ask("/people")


@asks("readPerson")
def _person(world: World) -> Ask:
    return Ask(f"/people/{add_colleague(world)[0]}")


@asks("createPerson")
def _new_person(_: World) -> Ask:
    return Ask("/people", {"givenName": "Örjan", "familyName": unique("Åkesson")})


@asks("changePerson")
def _change_person(world: World) -> Ask:
    return Ask(f"/people/{add_colleague(world)[0]}", {"givenName": "Örjan"}, 1)


@asks("listAssignments")
def _assignments(_: World) -> Ask:
    return Ask("/assignments")


@asks("readAssignment")
def _assignment(world: World) -> Ask:
    return Ask(f"/assignments/{add_colleague(world)[1]}")


@asks("createAssignment")
def _new_assignment(world: World) -> Ask:
    body = {"scopeType": "ORGANISER", "function": "ORGANISER_ANALYST", "validFrom": "2026-01-01"}
    return Ask("/assignments", {"personId": str(add_colleague(world)[0]), **body})


@asks("endAssignment")
def _end(world: World) -> Ask:
    return Ask(f"/assignments/{add_colleague(world)[1]}/ending", {"reason": "Har bytt skola"})


@asks("readAccount")
def _account(world: World) -> Ask:
    return Ask(f"/people/{_with_account(world)}/account")


@asks("createAccount")
def _new_account(world: World) -> Ask:
    return Ask(f"/people/{add_colleague(world)[0]}/account", {"username": f"ny-{uuid4().hex}"})


@asks("resetAccount")
def _reset(world: World) -> Ask:
    return Ask(f"/people/{_with_account(world)}/account/resetting")


@asks("lockAccount")
def _lock(world: World) -> Ask:
    return Ask(f"/people/{_with_account(world)}/account/locking")


@asks("unlockAccount")
def _unlock(world: World) -> Ask:
    return Ask(f"/people/{_with_account(world)}/account/unlocking")


def _with_account(world: World) -> UUID:
    person, _ = add_colleague(world)
    add_account(world, person)
    return person


@asks("readOwnAccount")
def _own_account(_: World) -> Ask:
    return Ask("/me/account")


@asks("putOwnPassword")
def _own_password(_: World) -> Ask:
    body = {"currentPassword": "inte det rätta", "newPassword": "kort"}
    return Ask("/me/account/password", body)


@asks("createSecondFactorProposal")
def _proposal(_: World) -> Ask:
    """Without the password: refused before anything is counted."""
    return Ask("/me/account/second-factor-proposals", {"currentPassword": ""})


@asks("putOwnSecondFactor")
def _own_factor(_: World) -> Ask:
    return Ask("/me/account/second-factor", {"code": "000000"})


@asks("createRecoveryCodes")
def _recovery(_: World) -> Ask:
    return Ask("/me/account/recovery-codes", {"currentPassword": "inte det rätta"})


@asks("endOtherSessions")
def _others(_: World) -> Ask:
    return Ask("/me/account/other-sessions-ending")


def _client(world: World) -> UUID:
    row = {"scopes": ["schools:read"], "school_ids": [], "secret_hashes": ["0" * 64]}
    return world.insert("api_clients", name=unique("Schemat"), **row)


@asks("listApiClients")
def _clients(_: World) -> Ask:
    return Ask("/api-clients")


@asks("createApiClient")
def _new_client(_: World) -> Ask:
    return Ask("/api-clients", {"name": unique("Schemat"), "scopes": ["schools:read"]})


@asks("readApiClient")
def _one_client(world: World) -> Ask:
    return Ask(f"/api-clients/{_client(world)}")


@asks("changeApiClient")
def _change_client(world: World) -> Ask:
    return Ask(f"/api-clients/{_client(world)}", {"scopes": ["teams:read"]}, 1)


@asks("rotateApiClient")
def _rotate(world: World) -> Ask:
    return Ask(f"/api-clients/{_client(world)}/rotation", {})


@asks("endApiClient")
def _end_client(world: World) -> Ask:
    return Ask(f"/api-clients/{_client(world)}/ending")
