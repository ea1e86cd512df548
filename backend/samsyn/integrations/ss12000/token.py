"""Access tokens by client credentials: fetched when needed, renewed a minute early, forgotten on 401."""

from __future__ import annotations

import re

import httpx

from samsyn.integrations.ss12000.body import ACCEPT_ENCODING
from samsyn.integrations.ss12000.connection import Connection
from samsyn.integrations.ss12000.exchange import Exchange, Timing
from samsyn.integrations.ss12000.faults import FaultCode, SourceFault

_ENDPOINT = "token"
_TOKEN_BYTES = 64 * 1024
_EARLY_SECONDS = 60.0
_DEFAULT_SECONDS = 300.0
_LONGEST_SECONDS = 24 * 3600.0
_BEARER = re.compile(r"[A-Za-z0-9\-._~+/]+=*")


class TokenKeeper:
    """Holds the current token in memory only."""

    def __init__(
        self, client: httpx.AsyncClient, connection: Connection, exchange: Exchange, timing: Timing
    ) -> None:
        self._client = client
        self._connection = connection
        self._exchange = exchange
        self._timing = timing
        self._token: str | None = None
        self._good_until = 0.0

    async def value(self) -> str:
        """A token that is good for the next request. Raises `SourceFault`."""
        if self._token is None or self._timing.monotonic() >= self._good_until:
            self._token = await self._fetch()
        return self._token

    def forget(self) -> None:
        """Fetch a new one next time: the source did not accept this one."""
        self._token = None

    async def _fetch(self) -> str:
        answer = await self._exchange.send(self._request, _ENDPOINT, _TOKEN_BYTES)
        if answer.status != 200:
            raise SourceFault(FaultCode.TOKEN_REFUSED, endpoint=_ENDPOINT, status=answer.status)
        body = answer.body
        if not isinstance(body, dict):
            raise SourceFault(FaultCode.TOKEN_UNREADABLE, endpoint=_ENDPOINT)
        token, kind = body.get("access_token"), body.get("token_type") or "Bearer"
        if not (isinstance(token, str) and _BEARER.fullmatch(token) and str(kind).lower() == "bearer"):
            raise SourceFault(FaultCode.TOKEN_UNREADABLE, endpoint=_ENDPOINT)
        self._good_until = self._timing.monotonic() + _lifetime(body.get("expires_in"))
        return token

    def _request(self) -> httpx.Request:
        credentials = self._connection.credentials
        form = {"grant_type": "client_credentials"}
        if credentials.scope:
            form["scope"] = credentials.scope
        headers = {"Accept": "application/json", "Accept-Encoding": ACCEPT_ENCODING}
        if credentials.in_header:
            basic = httpx.BasicAuth(credentials.client_id, credentials.client_secret)
            request = self._client.build_request(
                "POST", self._connection.token_url, data=form, headers=headers
            )
            return next(basic.auth_flow(request))
        form |= {"client_id": credentials.client_id, "client_secret": credentials.client_secret}
        return self._client.build_request("POST", self._connection.token_url, data=form, headers=headers)


def _lifetime(expires_in: object) -> float:
    """Seconds until we renew, from whatever the server says about its token."""
    try:
        seconds = float(str(expires_in)) if expires_in is not None else _DEFAULT_SECONDS
    except ValueError:
        seconds = _DEFAULT_SECONDS
    if not 0 < seconds <= _LONGEST_SECONDS:
        seconds = _DEFAULT_SECONDS
    return max(seconds - _EARLY_SECONDS, seconds / 2)
