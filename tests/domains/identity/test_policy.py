"""What the rules of identity let whom do: one person, or system, and one object at a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from samsyn.core.actor import Actor, Function
from samsyn.core.ids import uuid7
from samsyn.identity import policy
from samsyn.identity.models import ApiClient, Assignment, Person
from samsyn.identity.policy import (
    AccountAction,
    AssignmentAction,
    ClientAction,
    OwnAccountAction,
    PersonAction,
    allowed_on_account_in,
    allowed_on_own,
)
from samsyn.identity.rules import AccountState
from tests.factories.actors import ME, person, program, system

ADMIN, OTHERS = Function.SYSTEM_ADMIN, sorted(set(Function) - {Function.SYSTEM_ADMIN})
NOTHING: set[str] = set()
NOT_ADMINISTERING = [person(), *map(person, OTHERS), system(), program()]
SOMEBODY = Person(id=uuid7(), status="ACTIVE")
GONE = Person(id=uuid7(), status="ENDED")


def test_who_is_person() -> None:
    assert policy.is_person(person())
    assert not policy.is_person(system())
    assert not policy.is_person(program())


def test_the_administrator_alone_administers() -> None:
    assert policy.administers(person(ADMIN))
    assert not any(map(policy.administers, NOT_ADMINISTERING))


@pytest.mark.parametrize("actor", NOT_ADMINISTERING)
def test_others_read_people_and_change_nothing(actor: Actor) -> None:
    assert policy.allowed_on_person(actor, SOMEBODY) == {PersonAction.READ}
    assert policy.allowed_on_account(actor, SOMEBODY) == NOTHING


def test_the_administrator_keeps_people_and_accounts() -> None:
    admin = person(ADMIN)
    assert policy.allowed_on_person(admin, SOMEBODY) == {"person.read", "person.change"}
    assert policy.allowed_on_account(admin, SOMEBODY) == {
        "account.read", "account.open", "account.reset", "account.lock", "account.unlock",
    }  # fmt: skip


LIVING = {AccountAction.READ, AccountAction.RESET, AccountAction.LOCK}
IN_STATE = {
    AccountState.NONE: ({AccountAction.READ, AccountAction.OPEN}, {AccountAction.READ}),
    AccountState.CODE_GIVEN: (LIVING, {AccountAction.READ, AccountAction.LOCK}),
    AccountState.CODE_EXPIRED: (LIVING, {AccountAction.READ, AccountAction.LOCK}),
    AccountState.ACTIVE: (LIVING, {AccountAction.READ, AccountAction.LOCK}),
    AccountState.LOCKED: ({AccountAction.READ, AccountAction.UNLOCK}, {AccountAction.READ}),
}
"""What may be done to the account of who works here, and of who has left."""


@pytest.mark.parametrize("state", AccountState)
def test_an_account_in_each_state(state: AccountState) -> None:
    admin = person(ADMIN)
    works, left = IN_STATE[state]
    assert allowed_on_account_in(state, admin, SOMEBODY) == works
    assert allowed_on_account_in(state, admin, GONE) == left
    own = Person(id=ME, status="ACTIVE")
    assert allowed_on_account_in(state, admin, own) == {AccountAction.READ}


ALWAYS = {OwnAccountAction.READ, OwnAccountAction.END_OTHER_SESSIONS}
PASSWORD, ENROL = OwnAccountAction.CHANGE_PASSWORD, OwnAccountAction.ENROL
OWN = {
    (1, False, False): ALWAYS | {PASSWORD},
    (1, False, True): ALWAYS | {PASSWORD, ENROL},
    (1, True, False): ALWAYS,
    (1, True, True): ALWAYS | {ENROL},
    (2, False, False): ALWAYS | {PASSWORD, ENROL},
    (2, False, True): ALWAYS | {PASSWORD, ENROL},
    (2, True, False): set(OwnAccountAction),
    (2, True, True): set(OwnAccountAction),
}


@pytest.mark.parametrize("how", OWN)
def test_one_s_own_account(how: tuple[int, bool, bool]) -> None:
    """By assurance, whether there is a second factor, and whether this session may give the first."""
    assert allowed_on_own(*how) == OWN[how]


def test_who_ends_an_assignment() -> None:
    """The administrator, and nobody the own."""
    admin, other = person(ADMIN), person(Function.PRINCIPAL)
    theirs, own = Assignment(person_id=SOMEBODY.id), Assignment(person_id=ME)
    may_read = {AssignmentAction.READ}
    assert policy.allowed_on_assignment(admin, theirs) == may_read | {AssignmentAction.END}
    assert policy.allowed_on_assignment(admin, own) == may_read
    assert policy.allowed_on_assignment(other, theirs) == may_read
    assert policy.allowed_on_assignment(other, own) == may_read


def test_what_is_done_to_a_system() -> None:
    """Who signs with a key of its own has no secret to be changed; an ended one stays ended."""
    admin, kept = person(ADMIN), {ClientAction.READ, ClientAction.CHANGE, ClientAction.END}
    ended = ApiClient(disabled_at=datetime.now(UTC))
    assert policy.allowed_on_client(admin, ApiClient()) == kept | {ClientAction.ROTATE}
    assert policy.allowed_on_client(admin, ApiClient(public_key="key")) == kept
    assert policy.allowed_on_client(admin, ended) == {ClientAction.READ}
