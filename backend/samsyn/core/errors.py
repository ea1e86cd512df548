"""Named errors and the one shape they have on the wire: RFC 9457, in Swedish or English."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from itertools import takewhile
from types import MappingProxyType
from typing import Any

import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samsyn.core.messages import HTTP_DETAIL, field_detail, language_of

log = logging.getLogger("samsyn.errors")
BUSY_STATES = frozenset({"57014", "55P03", "40001", "40P01", "53300", "57P01", "57P03"})
"""Statement or lock timeout, serialisation, deadlock, too many connections, server going down or starting."""


CONNECTION_CLASS = "08"
"""States of a connection that broke."""


class DomainError(Exception):
    """A refusal with a stable code. ``sv`` and ``en`` say what to do, and never hold what was sent."""

    status = 409
    code = "X00"
    sv = "Begäran kunde inte utföras."
    en = "The request could not be carried out."
    headers: Mapping[str, str] | None = None

    def __init__(
        self, *, errors: Sequence[Mapping[str, str]] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(self.code)
        self.errors = list(errors)
        if headers is not None:
            self.headers = headers

    def detail(self, language: str) -> str:
        return self.en if language == "en" else self.sv


class Unauthenticated(DomainError):
    status, code = 401, "A01"
    sv, en = "Logga in och försök igen.", "Sign in and try again."
    headers = MappingProxyType({"WWW-Authenticate": 'Bearer realm="samsyn"'})


class Refused(DomainError):
    """A refusal that is written to the access log in a transaction of its own."""


class NotThere(Refused):
    status, code = 404, "A04"
    sv, en = (
        "Det finns inget här, eller så får du inte se det.",
        "There is nothing here, or you may not see it.",
    )


class NotAllowed(Refused):
    status, code = 403, "A03"
    sv = "Du får se detta men inte göra det här. Fråga rektorn eller den som äger ärendet."
    en = "You may see this but not do that. Ask the principal or the owner."


class ScopeMissing(Refused):
    status, code = 403, "A05"
    sv, en = "Klienten saknar rätt scope.", "The client lacks the scope for this."


class SecondFactorNeeded(Refused):
    status, code = 403, "A02"
    sv = "Det här kräver inloggning med två steg. Ange koden från din app."
    en = "This needs sign-in in two steps. Enter the code from your app."


class PreconditionMissing(DomainError):
    status, code = 428, "A28"
    sv, en = "Ange If-Match med den version du läste.", "Send If-Match with the version you read."


class Stale(DomainError):
    status, code = 412, "A12"
    sv = "Någon annan har ändrat sedan du öppnade. Hämta det nya och lägg till ditt igen – din text är kvar."
    en = "Somebody has changed this since you opened it. Fetch the new version; your text is kept."


class Busy(DomainError):
    status, code = 503, "A53"
    sv, en = (
        "Systemet är upptaget just nu. Försök igen om en stund.",
        "Busy right now. Try again in a moment.",
    )
    headers = MappingProxyType({"Retry-After": "1"})


class InProgress(DomainError):
    status, code = 409, "A09"
    sv, en = "Samma begäran håller redan på att utföras.", "The same request is already being carried out."


class KeyReused(DomainError):
    status, code = 422, "A22"
    sv = "Idempotency-Key är redan använd för en annan begäran."
    en = "The Idempotency-Key was already used for another request."


class KeyMissing(DomainError):
    status, code = 400, "A20"
    sv, en = "API-klienter måste skicka Idempotency-Key.", "API clients must send an Idempotency-Key."


class BadRequest(DomainError):
    status, code = 400, "V00"
    sv, en = "Begäran kunde inte läsas.", "The request could not be read."


class UnknownParameter(BadRequest):
    code = "V02"
    sv, en = "Adressen har en okänd parameter.", "The address has an unknown parameter."


class BadPaging(BadRequest):
    code = "V03"
    sv = "Ange page eller cursor, inte båda; limit 1–100; page × limit högst 10 000."
    en = "Give page or cursor, not both; limit 1–100; page × limit at most 10,000."


class WrongContentType(DomainError):
    status, code = 415, "A15"
    sv, en = "Innehållstypen stöds inte här.", "The content type is not supported here."


class NotAcceptable(DomainError):
    status, code = 406, "A06"
    sv, en = "Svaret finns bara som JSON.", "The answer is available as JSON only."


class UnknownReference(DomainError):
    """A reference to something that is not there, or is another municipality's: nobody learns which."""

    status, code = 422, "V05"
    sv, en = "Något du hänvisar till finns inte.", "Something you refer to does not exist."


class AlreadyThere(DomainError):
    status, code = 409, "V06"
    sv, en = "Det finns redan.", "It exists already."


class BadKey(BadRequest):
    code = "A21"
    sv, en = "Idempotency-Key ska ha 1–255 tecken.", "An Idempotency-Key has 1–255 characters."


class TooMany(DomainError):
    status, code = 429, "A29"
    sv, en = "För många försök. Vänta en stund.", "Too many attempts. Wait a moment."


class TooManyStreams(DomainError):
    """More answers that go on than one session may have (``core.live``)."""

    status, code = 429, "A31"
    sv = "Sidan är öppen på för många ställen för att uppdateras av sig själv."
    en = "The page is open in too many places to update itself."


class Invalid(DomainError):
    """Input that is well-formed but says something impossible; ``errors`` point at the fields."""

    status, code = 422, "V01"
    sv, en = "Något i det du skickade behöver rättas.", "Something you sent needs to be corrected."


def problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] = (),
) -> Response:
    """The one error answer. ``instance`` is the request's id, never the path: paths hold ids."""
    body = {
        "type": f"https://samsyn.example/problems/{code.lower()}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": f"urn:uuid:{request.scope.get('samsyn.request', '')}",
        "code": code,
        "traceId": request.scope.get("samsyn.trace", ""),
        "errors": list(errors),
    }
    return JSONResponse(body, status, headers=dict(headers or {}), media_type="application/problem+json")


async def on_domain(request: Request, error: DomainError) -> Response:
    language = language_of(request)
    texts = [_in_language(e, language) for e in error.errors]
    return problem(
        request, error.status, error.code, error.detail(language), headers=error.headers, errors=texts
    )


def _in_language(error: Mapping[str, str], language: str) -> dict[str, str]:
    kept = {name: value for name, value in error.items() if name not in ("sv", "en")}
    return kept | {"detail": error.get(language, error.get("detail", ""))}


async def on_http(request: Request, error: HTTPException) -> Response:
    """Starlette's own refusals; a detail of foreign origin is not shown."""
    if error.status_code == HTTPStatus.NOT_FOUND:
        return await on_domain(request, NotThere())
    sv, en = HTTP_DETAIL.get(error.status_code, HTTP_DETAIL[400])
    detail = en if language_of(request) == "en" else sv
    return problem(request, error.status_code, f"H{error.status_code}", detail, headers=error.headers)


FIELD_NAME = re.compile(r"[a-z][A-Za-z0-9]{0,60}|[0-9]{1,6}", re.ASCII)
"""Names as ours are written, and places in a list. Others are what somebody sent, perhaps a child's name."""


def pointer(location: Sequence[Any]) -> str:
    """A JSON pointer into the body, or ``?name`` for a query parameter; ends before what is no field name."""
    first, *rest = [str(part) for part in location] or [""]
    known = list(takewhile(FIELD_NAME.fullmatch, rest))
    return ("?" if first == "query" else "/") + "/".join(known)


async def on_invalid(request: Request, error: RequestValidationError) -> Response:
    language = language_of(request)
    found = error.errors()
    if any(e["type"] == "json_invalid" for e in found):
        return await on_domain(request, BadRequest())
    errors = [
        {
            "pointer": pointer(e["loc"]),
            "code": e["type"],
            "detail": field_detail(e["type"], e.get("ctx"), language),
        }
        for e in found
    ]
    refusal = Invalid()
    return problem(request, refusal.status, refusal.code, refusal.detail(language), errors=errors)


async def on_stale(request: Request, _: StaleDataError) -> Response:
    return await on_domain(request, Stale())


async def on_database(request: Request, error: DBAPIError | psycopg.Error) -> Response:
    """DETAIL holds values of rows: only the state and the constraint's name are logged."""
    cause = getattr(error, "orig", None) or error
    state = getattr(cause, "sqlstate", None)
    log.warning("database %s %s", state, getattr(getattr(cause, "diag", None), "constraint_name", None))
    lost = isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError)
    if state in BUSY_STATES or (lost and (state is None or state.startswith(CONNECTION_CLASS))):
        return await on_domain(request, Busy())
    if state in BY_CONSTRAINT:
        return await on_domain(request, BY_CONSTRAINT[str(state)]())
    return unforeseen(request)


def unforeseen(request: Request) -> Response:
    en = language_of(request) == "en"
    text = "Something went wrong here. Nothing was saved; try again." if en else (
        "Något gick fel hos oss. Inget sparades – försök igen.")  # fmt: skip
    return problem(request, 500, "X99", text)


BY_CONSTRAINT: Mapping[str, type[DomainError]] = {"23503": UnknownReference, "23505": AlreadyThere}
"""Foreign and unique keys: the last word on what a command could not know, such as another one's commit."""


async def on_pool(request: Request, _: PoolTimeout) -> Response:
    return await on_domain(request, Busy())


async def on_deadline(request: Request, _: TimeoutError) -> Response:
    return await on_domain(request, Busy())


def install(app: FastAPI) -> None:
    """For every app: a mounted app does not hand its handlers up, and brings its own plain-text 500."""
    handlers: list[tuple[type[Exception], Any]] = [
        (DomainError, on_domain), (HTTPException, on_http), (RequestValidationError, on_invalid),
        (StaleDataError, on_stale), (DBAPIError, on_database), (psycopg.Error, on_database),
        (PoolTimeout, on_pool), (TimeoutError, on_deadline),
    ]  # fmt: skip
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)
    app.add_middleware(Boundary)


class Boundary:
    """The last resort inside each app: the unforeseen becomes a problem answer that gives nothing away."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if scope["type"] != "http" or started:
                raise
            log.exception("unforeseen %s", type(error).__name__, exc_info=_bare(error))
            await unforeseen(Request(scope))(scope, receive, send)


def _bare(error: Exception) -> Any:
    """The traceback without the exception's text: it may hold a child's data."""
    return (RuntimeError, RuntimeError(type(error).__name__), error.__traceback__)
