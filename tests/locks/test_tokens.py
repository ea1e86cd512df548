"""`/oauth/token`: who gets a token, and what is said to who does not (RFC 6749, RFC 7523)."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from samsyn.core.schema import BASE_PATH
from samsyn.core.tokens import ASSERTION_TYPE, SigningKey
from tests.conftest import ORIGIN, Browser, Town
from tests.core.forge import EC_KEY, RSA_KEY, STRANGER, public_pem, signed

SECRET = "ekar-vid-sjön"
SCOPES = ["schools:read", "case-types:read"]


@dataclass
class Systems:
    """One system with a secret and one with a key."""

    town: Town
    secret: UUID
    key: UUID

    async def ask(self, **form: Any) -> httpx.Response:
        sent = {"grant_type": "client_credentials", **form}
        chosen = {name: str(value) for name, value in sent.items() if value is not None}
        transport = httpx.ASGITransport(self.town.app)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
            return await http.post(f"{BASE_PATH}/oauth/token", data=chosen)

    async def with_secret(self, **form: Any) -> httpx.Response:
        return await self.ask(**{"client_id": self.secret, "client_secret": SECRET, **form})

    async def with_key(self, assertion: str, **form: Any) -> httpx.Response:
        return await self.ask(
            **{"client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion, **form}
        )

    def assertion(self, key: SigningKey = EC_KEY, **changes: Any) -> str:
        settings = self.town.runtime.settings
        endpoint = f"{settings.public_url or settings.local_url}{BASE_PATH}/oauth/token"
        who = {"iss": str(self.key), "sub": str(self.key)}
        claims = {**who, "aud": endpoint, "exp": int(time.time()) + 60, "jti": str(uuid4())}
        return signed(claims | changes, key, typ="JWT")


@pytest.fixture
def systems(town: Town) -> Systems:
    plain: dict[str, Any] = {"scopes": SCOPES, "school_ids": []}
    mark = hashlib.sha256(SECRET.encode()).hexdigest()
    with_secret = town.world.insert("api_clients", name="secret", secret_hashes=[mark], **plain)
    pem = public_pem(EC_KEY).decode()
    with_key = town.world.insert("api_clients", name="key", secret_hashes=[], public_key=pem, **plain)
    return Systems(town, with_secret, with_key)


def refusal(answer: httpx.Response) -> tuple[int, Any]:
    assert answer.headers["cache-control"] == "no-store"
    assert set(answer.json()) == {"error"}
    return answer.status_code, answer.json()["error"]


async def gets_in(systems: Systems, answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    system = Browser(systems.town.app, bearer=answer.json()["access_token"])
    return (await system.get("/schools")).status_code == 200


async def test_a_secret_or_a_key_lets_in(systems: Systems) -> None:
    assert await gets_in(systems, await systems.with_secret())
    assert await gets_in(systems, await systems.with_key(systems.assertion()))


async def test_a_system_may_ask_for_less_than_it_has(systems: Systems) -> None:
    assert (await systems.with_secret()).json()["scope"] == "case-types:read schools:read"
    assert (await systems.with_secret(scope="schools:read")).json()["scope"] == "schools:read"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"grant_type": None}, (400, "invalid_request")),
        ({"grant_type": "password"}, (400, "unsupported_grant_type")),
        ({"scope": "schools:read cases:read"}, (400, "invalid_scope")),
        ({"client_secret": "fel"}, (401, "invalid_client")),
        ({"client_secret": None}, (401, "invalid_client")),
        ({"client_id": uuid4()}, (401, "invalid_client")),
        ({"client_id": "Anna"}, (401, "invalid_client")),
        ({"client_id": None}, (401, "invalid_client")),
    ],
)
async def test_what_is_wrong_with_a_secret_or_a_request(
    form: dict[str, Any], expected: tuple[int, str], systems: Systems
) -> None:
    assert refusal(await systems.with_secret(**form)) == expected


async def test_a_secret_is_of_no_use_to_a_system_with_a_key(systems: Systems) -> None:
    assert refusal(await systems.with_secret(client_id=systems.key)) == (401, "invalid_client")


async def test_an_assertion_works_once(systems: Systems) -> None:
    assertion = systems.assertion()
    assert (await systems.with_key(assertion)).status_code == 200
    assert refusal(await systems.with_key(assertion)) == (401, "invalid_client")
    assert (await systems.with_key(systems.assertion())).status_code == 200


@pytest.mark.parametrize("kind", [None, "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"])
async def test_an_assertion_says_what_it_is(kind: str | None, systems: Systems) -> None:
    answer = await systems.with_key(systems.assertion(), client_assertion_type=kind)
    assert refusal(answer) == (400, "invalid_request")


async def test_what_is_wrong_with_an_assertion(systems: Systems) -> None:
    """Another's key, another's name, a system without a key, nobody's, and no assertion at all."""
    others: dict[str, Any] = {"iss": str(systems.secret), "sub": str(systems.secret)}
    wrong = [
        systems.assertion(STRANGER),
        systems.assertion(RSA_KEY),
        systems.assertion(sub=str(systems.secret)),
        systems.assertion(**others),
        systems.assertion(iss=str(uuid4())),
        systems.assertion(iss="Anna"),
        systems.assertion(exp=int(time.time()) - 60),
        "Anna",
    ]
    for assertion in wrong:
        assert refusal(await systems.with_key(assertion)) == (401, "invalid_client"), wrong.index(assertion)
