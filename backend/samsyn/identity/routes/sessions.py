"""`/session`, `/me` and `/oauth/token`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response, status
from fastapi.responses import JSONResponse

from samsyn.core.credential import COOKIE, from_our_page, token_hash
from samsyn.core.doorway import end_session
from samsyn.core.errors import Unauthenticated
from samsyn.core.gate import Gate, public
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.core.runtime import Runtime
from samsyn.core.schema import BASE_PATH
from samsyn.core.work import Credential, Work
from samsyn.documents import forget_draft_key
from samsyn.identity import queries
from samsyn.identity.commands.issue_token import issue_token
from samsyn.identity.commands.sign_in import sign_in
from samsyn.identity.commands.step_up import step_up
from samsyn.identity.errors import TokenError
from samsyn.identity.policy import ME_READ, SessionAction, is_person
from samsyn.identity.rules import SecondFactor
from samsyn.identity.schemas import Me, SecondFactorIn, SessionIn, SessionOut, TokenErrorOut, TokenOut

router = APIRouter(route_class=GuardedRoute)
OWN: dict[str, Any] = {"kind": "Session", "allowed": is_person, "assurance": 1}
SessionToRead = Annotated[Work, Depends(Gate(SessionAction.READ, **OWN))]
SessionToRaise = Annotated[Work, Depends(Gate(SessionAction.STEP_UP, **OWN))]
SessionToEnd = Annotated[Work, Depends(Gate(SessionAction.END, **OWN))]
MyWork = Annotated[Work, Depends(Gate(ME_READ, kind="Me", allowed=is_person, assurance=1))]
TOKEN_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "title": "TokenRequest",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"type": "string", "const": "client_credentials"},
                        "scope": {"type": "string"},
                        "client_id": {"type": "string"},
                        "client_secret": {"type": "string"},
                        "client_assertion_type": {"type": "string"},
                        "client_assertion": {"type": "string"},
                    },
                },
                "example": {"grant_type": "client_credentials", "scope": "schools:read"},
            }
        },
    }
}


def set_cookie(response: Response, token: str) -> None:
    response.set_cookie(COOKIE, token, secure=True, httponly=True, samesite="lax", path="/")


@router.post("/session", status_code=status.HTTP_201_CREATED)
@public("signing in is what an anonymous person does")
async def create_session(body: SessionIn, request: Request, response: Response) -> SessionOut:
    """Signs in. With a second factor still to come ``assurance`` is 1. Raises A10, and A29 after failures."""
    runtime: Runtime = request.app.state.runtime
    if not from_our_page(request, runtime.settings.public_url):
        raise Unauthenticated
    request_id = request.scope.get("samsyn.request", "")
    token, _ = await sign_in(runtime, body.username, body.password.get_secret_value(), request_id)
    set_cookie(response, token)
    response.headers["Location"] = f"{BASE_PATH}/session"
    async with Work(runtime.engine, Credential.session(token_hash(token)), runtime=runtime) as work:
        await work.open()
        return await queries.session_shown(work)


@router.get("/session")
async def read_session(work: SessionToRead) -> SessionOut:
    """The running session; reading it counts as using it."""
    return await queries.session_shown(work)


@router.put("/session/second-factor")
async def put_second_factor(
    body: SecondFactorIn, request: Request, work: SessionToRaise, response: Response
) -> SessionOut:
    """Gives the second factor: the session gets a new token and assurance 2. Raises A11, A13, A29."""
    token = await step_up(work, request.cookies[COOKIE], body.code)
    set_cookie(response, token)
    shown = await queries.session_shown(work)
    left = [action for action in shown.allowed_actions if action != SessionAction.STEP_UP]
    raised = {"assurance": 2, "second_factor": SecondFactor.NONE, "allowed_actions": left}
    return shown.model_copy(update=raised)


@router.delete("/session", status_code=status.HTTP_204_NO_CONTENT)
async def delete_session(request: Request, work: SessionToEnd) -> Response:
    """Signs out; the browser is told to forget what it holds of us."""
    await forget_draft_key(work)
    await end_session(work, token_hash(request.cookies[COOKIE]))
    work.log(SessionAction.END, "Session", [work.actor.session])
    response = Response(status_code=status.HTTP_204_NO_CONTENT)
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax", path="/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@router.get("/me")
async def read_me(work: MyWork, request: Request) -> Me:
    """Who is signed in, with which assignments, and what the navigation shows."""
    return await queries.me(work, language_of(request))


@router.post(
    "/oauth/token",
    responses={200: {"model": TokenOut}, 400: {"model": TokenErrorOut}, 401: {"model": TokenErrorOut}},
    openapi_extra=TOKEN_FORM,
    response_model=None,
)
@public("systems get their tokens here")
async def create_token(request: Request) -> Response:
    """OAuth2 client credentials (RFC 6749, RFC 7523): an access token of at most five minutes."""
    runtime: Runtime = request.app.state.runtime
    headers = {"Cache-Control": "no-store", "Pragma": "no-cache"}
    try:
        form = {name: str(value) for name, value in (await request.form()).items()}
        token, scope = await issue_token(runtime, form)
    except TokenError as error:
        return JSONResponse({"error": error.error}, error.status, headers=headers)
    answer = TokenOut(access_token=token.token, token_type="Bearer", expires_in=token.expires_in, scope=scope)  # noqa: S106 - the scheme's name
    return JSONResponse(answer.model_dump(), headers=headers)
