"""`/account-activations` and `/people/{personId}/account`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.core.credential import from_our_page, token_hash
from samsyn.core.errors import Unauthenticated
from samsyn.core.gate import Gate, TheWork, public
from samsyn.core.route import GuardedRoute
from samsyn.core.runtime import Runtime
from samsyn.core.schema import BASE_PATH
from samsyn.core.work import Credential, Work
from samsyn.identity import queries
from samsyn.identity.commands import accounts as commands
from samsyn.identity.commands.activate import activate
from samsyn.identity.models import Person
from samsyn.identity.policy import ONE_PERSON, AccountAction, allowed_on_account
from samsyn.identity.routes.sessions import set_cookie
from samsyn.identity.schemas import AccountActivationIn, AccountIn, AccountOut, SessionOut

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "Person",
    "find": ONE_PERSON,
    "parameter": "personId",
    "allowed": allowed_on_account,
}
AccountToRead = Annotated[Person, Depends(Gate(AccountAction.READ, **ONE))]
AccountToOpen = Annotated[Person, Depends(Gate(AccountAction.OPEN, **ONE))]
AccountToReset = Annotated[Person, Depends(Gate(AccountAction.RESET, **ONE))]
AccountToLock = Annotated[Person, Depends(Gate(AccountAction.LOCK, **ONE))]
AccountToUnlock = Annotated[Person, Depends(Gate(AccountAction.UNLOCK, **ONE))]


@router.post("/account-activations", status_code=status.HTTP_201_CREATED)
@public("who has only a one-time code is not signed in")
async def create_account_activation(
    body: AccountActivationIn, request: Request, response: Response
) -> SessionOut:
    """Burns a one-time code, sets the first password, ends what was signed in before, and signs in with
    assurance 1; that session may enrol a second factor. Raises A14, A23, and A29 after failures."""
    runtime: Runtime = request.app.state.runtime
    if not from_our_page(request, runtime.settings.public_url):
        raise Unauthenticated
    request_id = request.scope.get("samsyn.request", "")
    password = body.new_password.get_secret_value()
    token = await activate(runtime, body.username, body.code, password, request_id)
    set_cookie(response, token)
    response.headers["Location"] = f"{BASE_PATH}/session"
    async with Work(runtime.engine, Credential.session(token_hash(token)), runtime=runtime) as work:
        await work.open()
        return await queries.session_shown(work)


@router.get("/people/{personId}/account")
async def read_account(person: AccountToRead, work: TheWork) -> AccountOut:
    """A person's local account, for administrators; `state` NONE where there is none. Never a secret."""
    return await queries.account_shown(work, person)


@router.post("/people/{personId}/account", status_code=status.HTTP_201_CREATED)
async def create_account(
    person: AccountToOpen, body: AccountIn, work: TheWork, response: Response
) -> AccountOut:
    """Opens an account and answers with its one-time code, once: hand it over in person or by telephone.
    Valid for 48 hours. Raises I05 for who has left, I06 for a user name that is taken, I07."""
    code = await commands.open_account(work, person, body.username)
    response.headers["Location"] = f"{BASE_PATH}/people/{person.id}/account"
    return await queries.account_shown(work, person, code)


@router.post("/people/{personId}/account/resetting", status_code=status.HTTP_201_CREATED)
async def reset_account(person: AccountToReset, work: TheWork, response: Response) -> AccountOut:
    """Takes away password and second factor, ends every session at once, and answers with a new one-time
    code, once. Raises I05, I08, I09."""
    code = await commands.reset_account(work, person)
    response.headers["Location"] = f"{BASE_PATH}/people/{person.id}/account"
    return await queries.account_shown(work, person, code)


@router.post("/people/{personId}/account/locking", status_code=status.HTTP_201_CREATED)
async def lock_account(person: AccountToLock, work: TheWork, response: Response) -> AccountOut:
    """Locks the account: every session ends at once and nobody signs in with it. Raises I08, I09."""
    await commands.lock_account(work, person)
    response.headers["Location"] = f"{BASE_PATH}/people/{person.id}/account"
    return await queries.account_shown(work, person)


@router.post("/people/{personId}/account/unlocking", status_code=status.HTTP_201_CREATED)
async def unlock_account(person: AccountToUnlock, work: TheWork, response: Response) -> AccountOut:
    """Opens a locked account again, with what it had; sessions stay ended. Raises I05, I08, I09."""
    await commands.unlock_account(work, person)
    response.headers["Location"] = f"{BASE_PATH}/people/{person.id}/account"
    return await queries.account_shown(work, person)
