"""Whom the gate of each operation lets through, and that nobody signs in from another site's page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from samsyn.core.actor import Function
from samsyn.core.ids import uuid7
from samsyn.identity.models import ApiClient, Assignment, Person
from samsyn.identity.routes import accounts, assignments, clients, own_account, people, sessions
from tests.conftest import Browser, Town
from tests.domains.identity.signing_in import PASSWORD, browser, come_in, enrol, sign_in
from tests.factories.actors import person, program, system
from tests.factories.gated import asking_for_version, each, gates_of, let_through

ACTORS = {
    "admin": person(Function.SYSTEM_ADMIN, scope="ORGANISER"),
    "head": person(Function.PRINCIPAL),
    "central": person(Function.CENTRAL_MANAGER, scope="ORGANISER"),
    "system": system(scopes=("people:read",)),
    "program": program(),
}
ITEMS: dict[str, Any] = {
    "Person": Person(id=uuid7(), status="ACTIVE"),
    "Assignment": Assignment(person_id=uuid7()),
    "ApiClient": ApiClient(),
}
GATES = gates_of(*(m.router for m in (accounts, assignments, clients, own_account, people, sessions)))
PEOPLE, ADMIN, ALL = {"admin", "head", "central"}, {"admin"}, set(ACTORS)
OWN = (
    "read_own_account", "put_own_password", "create_second_factor_proposal", "put_own_second_factor",
    "create_recovery_codes", "end_other_sessions", "read_session", "put_second_factor", "delete_session",
    "read_me",
)  # fmt: skip
KEPT = (
    "create_person", "change_person", "end_assignment", "read_account", "create_account", "reset_account",
    "lock_account", "unlock_account", "list_api_clients", "create_api_client",
)  # fmt: skip
SHOWN = ("list_people", "read_person", "list_assignments", "read_assignment")
FOUND = ("read_api_client", "change_api_client", "rotate_api_client", "end_api_client")
"""Of who finds it: the statement finds it for the administrator alone."""


def test_whom_each_operation_lets_through() -> None:
    expected = each(OWN, PEOPLE) | each(KEPT, ADMIN) | each((*SHOWN, *FOUND), ALL)
    expected["create_assignment"] = PEOPLE
    assert let_through(GATES, ACTORS, lambda gate: ITEMS.get(gate.kind)) == expected


def test_an_ended_system_is_read_and_nothing_more() -> None:
    gates = gates_of(clients.router)
    ended = ApiClient(disabled_at=datetime.now(UTC))
    passing = let_through(gates, {"admin": ACTORS["admin"]}, lambda _: ended)
    assert {name for name, who in passing.items() if who} == {
        "list_api_clients", "create_api_client", "read_api_client",
    }  # fmt: skip


def test_what_is_changed_is_changed_in_a_known_version() -> None:
    assert asking_for_version(GATES) == {"change_person", "change_api_client"}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_nobody_signs_in_from_another_site_s_page(town: Town, site: str) -> None:
    _, _, name = await come_in(town)
    body = {"username": name, "password": PASSWORD}
    elsewhere = Browser(town.app, headers={"sec-fetch-site": site})
    refused, signed_in = [await one.post("/session", json=body) for one in (elsewhere, town.anonymous())]
    assert (refused.status_code, refused.json()["code"]) == (401, "A01")
    assert "set-cookie" not in refused.headers
    assert signed_in.status_code == 201


def test_every_gate_is_of_a_known_kind() -> None:
    found = {gate.kind for gate in GATES.values() if gate.find is not None}
    assert found == set(ITEMS)


@pytest.mark.parametrize("who", ["admin", "rektor", "chef"])
async def test_adding_to_the_staff_is_offered_to_the_administrator_alone(shared_town: Town, who: str) -> None:
    offered = (await shared_town.as_(who).get("/people")).json()["allowedActions"]
    assert offered == (["assignment.create", "person.create"] if who == "admin" else [])


async def test_the_second_factor_is_offered_until_it_is_given(town: Town) -> None:
    one, _, name = await come_in(town)
    _, _, codes = await enrol(one, town)
    half = browser(town, await sign_in(town, name))
    before = (await half.get("/session")).json()
    given = await half("PUT", "/session/second-factor", json={"code": codes[0]})
    after = (await browser(town, given).get("/session")).json()
    always = ["session.end", "session.read"]
    assert (before["allowedActions"], before["assurance"]) == ([*always, "session.step-up"], 1)
    assert (given.json()["allowedActions"], given.json()["assurance"]) == (always, 2)
    assert (after["allowedActions"], after["assurance"]) == (always, 2)
