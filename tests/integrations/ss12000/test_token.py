"""Tokens by client credentials: fetched, renewed, refused, and never told to anybody."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from samsyn.integrations.ss12000 import FaultCode
from samsyn.integrations.ss12000.reasons import Kind
from tests.integrations.ss12000.conftest import Rig
from tests.integrations.ss12000.municipality import Municipality

PERSONS = Kind.PERSON


async def test_one_token_serves_the_whole_pull(rig: Rig) -> None:
    await rig.gather()

    assert rig.source.issued == 1
    assert rig.source.requests("token")[0].query == {}


@pytest.mark.parametrize(("seconds", "tokens"), [(3539, 1), (3541, 2)])
async def test_the_token_is_renewed_a_minute_before_it_ends(rig: Rig, seconds: int, tokens: int) -> None:
    rig.waits.now = 1000.0
    rig.limit(first_wait_seconds=2.0 * seconds, longest_wait_seconds=1e6, total_seconds=1e6)
    rig.source.plan("persons", None, "500", None)

    await rig.items(PERSONS)

    assert rig.waits.slept == [seconds]
    assert rig.source.issued == tokens


async def test_basic_authentication_is_offered(rig: Rig) -> None:
    credentials = replace(rig.connection.credentials, in_header=True, scope="a b")
    rig.connection = replace(rig.connection, credentials=credentials)

    fault = await rig.fault()

    asked = rig.source.requests("token")[0]
    sent = base64.b64decode(asked.headers["authorization"].removeprefix("Basic ")).decode()
    assert sent == f"{credentials.client_id}:{credentials.client_secret}"
    assert asked.form == {"grant_type": "client_credentials", "scope": "a b"}
    assert fault.code is FaultCode.TOKEN_REFUSED


async def test_a_wrong_secret_is_said_and_not_repeated(rig: Rig) -> None:
    credentials = replace(rig.connection.credentials, client_secret="wrong secret")
    rig.connection = replace(rig.connection, credentials=credentials)

    fault = await rig.fault()

    assert (fault.code, fault.status) == (FaultCode.TOKEN_REFUSED, 401)
    assert len(rig.source.requests("token")) == 1
    assert "wrong" not in repr(fault)
    assert "wrong" not in repr(rig.connection)


@pytest.mark.parametrize(
    "answer",
    [
        {"access_token": "a\r\nX-Evil: 1"},
        {"access_token": ""},
        {"access_token": 5},
        {"access_token": None},
        {"access_token": "fine", "token_type": "mac"},
    ],
)
async def test_a_token_that_is_none_is_refused(rig: Rig, answer: dict[str, object]) -> None:
    rig.source.token_answer = answer

    assert (await rig.fault()).code is FaultCode.TOKEN_UNREADABLE
    assert rig.source.requests("persons") == []


@pytest.mark.parametrize("lifetime", ["3600", None, "soon", -5, 1e30, float(40)])
async def test_any_lifetime_of_a_token_is_survived(rig: Rig, lifetime: object) -> None:
    rig.source.token_answer["expires_in"] = lifetime

    assert len(await rig.items(PERSONS)) > 10


async def test_an_expired_token_is_renewed_once(rig: Rig, town: Municipality) -> None:
    rig.source.plan("persons", None, "401")

    assert await rig.items(PERSONS) == town.persons
    assert rig.source.issued == 2


async def test_a_token_that_never_works_ends_the_pull(rig: Rig) -> None:
    rig.source.plan("persons", "401", "401")

    assert (await rig.fault()).code is FaultCode.UNAUTHORISED
