"""`/me/account`: one's own password, second factor and sessions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response, status
from pydantic import SecretStr

from samsyn.core.credential import COOKIE, token_hash
from samsyn.core.gate import Gate
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH
from samsyn.core.work import Work
from samsyn.identity import queries
from samsyn.identity.commands import own_account as commands
from samsyn.identity.policy import OwnAccountAction, is_person
from samsyn.identity.routes.sessions import set_cookie
from samsyn.identity.schemas import ConfirmedIn, EnrolmentIn, OwnAccountOut, PasswordChangeIn

router = APIRouter(route_class=GuardedRoute)
OWN: dict[str, Any] = {"kind": "Account", "allowed": is_person}
PASSWORD_ALONE: dict[str, Any] = {"assurance": 1, **OWN}
"""What the account itself allows is looked at by each command: it depends on what the account has."""
AccountToRead = Annotated[Work, Depends(Gate(OwnAccountAction.READ, **PASSWORD_ALONE))]
PasswordToChange = Annotated[Work, Depends(Gate(OwnAccountAction.CHANGE_PASSWORD, **PASSWORD_ALONE))]
FactorToEnrol = Annotated[Work, Depends(Gate(OwnAccountAction.ENROL, **PASSWORD_ALONE))]
CodesToRenew = Annotated[Work, Depends(Gate(OwnAccountAction.RENEW_RECOVERY_CODES, **OWN))]
SessionsToEnd = Annotated[Work, Depends(Gate(OwnAccountAction.END_OTHER_SESSIONS, **PASSWORD_ALONE))]
LOCATION = f"{BASE_PATH}/me/account"


def _token(request: Request) -> bytes:
    return token_hash(request.cookies[COOKIE])


def _plain(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()


@router.get("/me/account")
async def read_own_account(work: AccountToRead, request: Request) -> OwnAccountOut:
    """One's own account and where it is signed in."""
    return await queries.own_account_shown(work, _token(request))


@router.put("/me/account/password")
async def put_own_password(work: PasswordToChange, body: PasswordChangeIn, request: Request) -> OwnAccountOut:
    """Changes the password and ends the other sessions. Raises A02 where the second factor has not been
    given, A16 for a wrong present password, A23 for an unfit new one, A29 after failures."""
    token, new = _token(request), body.new_password.get_secret_value()
    await commands.change_password(work, token, body.current_password.get_secret_value(), new)
    return await queries.own_account_shown(work, token)


@router.post("/me/account/second-factor-proposals", status_code=status.HTTP_201_CREATED)
async def create_second_factor_proposal(
    work: FactorToEnrol, body: ConfirmedIn, request: Request, response: Response
) -> OwnAccountOut:
    """A new key for an authenticator app, shown once; the old one holds until the new one is confirmed.
    Raises A02, A16, A18 and A29."""
    token = _token(request)
    proposal = await commands.propose_second_factor(work, token, _plain(body.current_password))
    response.headers["Location"] = LOCATION
    shown = await queries.own_account_shown(work, token)
    return shown.model_copy(update={"proposal": proposal})


@router.put("/me/account/second-factor")
async def put_own_second_factor(
    work: FactorToEnrol, body: EnrolmentIn, request: Request, response: Response
) -> OwnAccountOut:
    """Confirms the proposed key with its first code: the session gets a new token and assurance 2, the others
    end, and recovery codes are shown once. Raises A02, A11, A17 and A18."""
    new, codes = await commands.put_second_factor(work, _token(request), body.code)
    set_cookie(response, new)
    shown = await queries.own_account_shown(work, token_hash(new))
    return shown.model_copy(update={"recovery_codes": codes})


@router.post("/me/account/recovery-codes", status_code=status.HTTP_201_CREATED)
async def create_recovery_codes(
    work: CodesToRenew, body: ConfirmedIn, request: Request, response: Response
) -> OwnAccountOut:
    """New recovery codes in the place of the old ones, shown once. Raises A16, A19 and A29."""
    token = _token(request)
    codes = await commands.renew_recovery_codes(work, token, _plain(body.current_password))
    response.headers["Location"] = LOCATION
    shown = await queries.own_account_shown(work, token)
    return shown.model_copy(update={"recovery_codes": codes})


@router.post("/me/account/other-sessions-ending", status_code=status.HTTP_201_CREATED)
async def end_other_sessions(work: SessionsToEnd, request: Request, response: Response) -> OwnAccountOut:
    """Signs out everywhere else, at once."""
    token = _token(request)
    await commands.end_other_sessions(work, token)
    response.headers["Location"] = LOCATION
    return await queries.own_account_shown(work, token)
