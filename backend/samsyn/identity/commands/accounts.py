"""An administrator's hand on somebody else's account. Codes are made here, shown once, kept as a hash."""

from __future__ import annotations

from psycopg.errors import UniqueViolation

from samsyn.core import accounts
from samsyn.core.ids import uuid7
from samsyn.core.secondfactor import new_one_time_code, one_time_code_hash
from samsyn.core.work import Work
from samsyn.identity.errors import HasAccount, HasNoAccount, NotOwnAccount, PersonEnded, UsernameTaken
from samsyn.identity.models import Person
from samsyn.identity.policy import AccountAction
from samsyn.identity.rules import ONE_TIME_CODE_LIFETIME, PersonStatus

ONE_EACH = "uq_accounts_person"


async def open_account(work: Work, person: Person, username: str) -> str:
    """The one-time code. Raises PersonEnded, HasAccount, UsernameTaken."""
    if person.status == PersonStatus.ENDED:
        raise PersonEnded
    if await accounts.account_of_person(work, person.id) is not None:
        raise HasAccount
    code, until = new_one_time_code(), work.clock.now() + ONE_TIME_CODE_LIFETIME
    try:
        await accounts.open_account(work, person.id, uuid7(), username, one_time_code_hash(code), until)
    except UniqueViolation as error:
        raise (HasAccount if error.diag.constraint_name == ONE_EACH else UsernameTaken) from error
    _log(work, AccountAction.OPEN, person)
    return code


async def reset_account(work: Work, person: Person) -> str:
    """A new one-time code in the place of password and second factor; every session ends. Raises
    NotOwnAccount, HasNoAccount, PersonEnded."""
    await _kept(work, person)
    if person.status == PersonStatus.ENDED:
        raise PersonEnded
    code, until = new_one_time_code(), work.clock.now() + ONE_TIME_CODE_LIFETIME
    await accounts.reset_account(work, person.id, one_time_code_hash(code), until)
    _log(work, AccountAction.RESET, person)
    return code


async def lock_account(work: Work, person: Person) -> None:
    """Nobody signs in with it, and every session ends. Raises NotOwnAccount, HasNoAccount."""
    await _kept(work, person)
    await accounts.lock_account(work, person.id, locked=True)
    _log(work, AccountAction.LOCK, person)


async def unlock_account(work: Work, person: Person) -> None:
    """What it had, it has again. Raises NotOwnAccount, HasNoAccount, PersonEnded."""
    await _kept(work, person)
    if person.status == PersonStatus.ENDED:
        raise PersonEnded
    await accounts.lock_account(work, person.id, locked=False)
    _log(work, AccountAction.UNLOCK, person)


async def _kept(work: Work, person: Person) -> None:
    if person.id == work.actor.id:
        raise NotOwnAccount
    if await accounts.account_of_person(work, person.id) is None:
        raise HasNoAccount


def _log(work: Work, action: AccountAction, person: Person) -> None:
    work.log(action, "Person", [person.id], students=[])
