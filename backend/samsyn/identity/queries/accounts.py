"""Accounts as they are shown. Nothing secret comes from here: what is shown once is added by its command."""

from __future__ import annotations

from samsyn.core import accounts
from samsyn.core.accounts import KeptAccount
from samsyn.core.schema import self_link
from samsyn.core.work import Work
from samsyn.identity.models import Person
from samsyn.identity.policy import allowed_on_account_in, allowed_on_own
from samsyn.identity.rules import AccountState, account_state
from samsyn.identity.schemas import AccountOut, OwnAccountOut, OwnSessionOut


async def account_shown(work: Work, person: Person, code: str | None = None) -> AccountOut:
    """``code``: the one-time code that was made just now."""
    found = await accounts.account_of_person(work, person.id)
    state = AccountState.NONE if found is None else state_of(work, found)
    return AccountOut(
        links=self_link(f"/people/{person.id}/account"),
        allowed_actions=sorted(allowed_on_account_in(state, work.actor, person)),
        state=state,
        username=found.username if found else None,
        has_second_factor=found.has_second_factor if found else False,
        one_time_code=code,
        code_expires_at=found.code_expires_at if found and state is AccountState.CODE_GIVEN else None,
        created_at=found.created_at if found else None,
        last_used_at=found.last_used_at if found else None,
    )


def state_of(work: Work, found: KeptAccount) -> AccountState:
    locked = found.disabled_at is not None
    return account_state(locked, found.has_password, found.code_expires_at, work.clock.now())


async def own_account_shown(work: Work, token: bytes) -> OwnAccountOut:
    found = await accounts.own_account(work, token)
    sessions = await accounts.own_sessions(work, token)
    return OwnAccountOut(
        links=self_link("/me/account"),
        allowed_actions=sorted(allowed_on_own(found.assurance, found.has_second_factor, found.enrols)),
        username=found.username,
        has_second_factor=found.has_second_factor,
        recovery_codes_left=found.recovery_left,
        password_changed_at=found.password_changed_at,
        sessions=[
            OwnSessionOut(
                id=one.id,
                started_at=one.created_at,
                last_seen_at=one.last_seen_at,
                assurance=one.assurance,
                is_this=one.is_this,
            )
            for one in sessions
        ],
        proposal=None,
        recovery_codes=None,
    )
