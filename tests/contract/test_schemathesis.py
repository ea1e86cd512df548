"""Generated requests, as signed-in people, against the real program in this process.

Every operation is called on objects that exist (made by the access table's builders) with bodies that its
schema allows, with bodies that it does not, and with whatever in the path. No answer may be a fault of ours,
or one that the document does not hold.
"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import psycopg
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Err, Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from samsyn.core.credential import COOKIE
from samsyn.core.settings import Settings
from samsyn.main import create_app
from samsyn.main.contract import document
from samsyn.main.runtime import make_runtime
from tests.access.objects import BUILDERS, Ask
from tests.access.test_access import personas, table
from tests.conftest import ORIGIN
from tests.factories.world import World, make_world, open_session

BASE = f"{ORIGIN}/samsyn/v1"
EXAMPLES = 15
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BUDGET = budget(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


GOES_ON = frozenset({"followCaseChanges"})
"""Answers that go on for as long as was asked: so long as the builder asks."""


@cache
def operations() -> dict[str, APIOperation[Any, Any, Any, Any]]:
    """By operationId. Who is asking is ours to say, so that no credentials are made up."""
    schema = schemathesis.openapi.from_dict(json.loads(document()))
    schema.config.generation.update(with_security_parameters=False)
    results = list(schema.get_all_operations())
    assert [result.err() for result in results if isinstance(result, Err)] == []
    found = [result.ok() for result in results if isinstance(result, Ok)]
    return {operation.definition.raw["operationId"]: operation for operation in found}


def takes_words(operation: dict[str, Any]) -> bool:
    """A body, and not of files: the client that sends them cannot send a number in the place of one."""
    return "requestBody" in operation and "multipart/form-data" not in operation["requestBody"]["content"]


@dataclass
class Door:
    """The program with an event loop of its own: Hypothesis calls from outside of any."""

    app: FastAPI
    world: World
    loop: asyncio.AbstractEventLoop

    def call(self, case: Case[Any], headers: dict[str, str]) -> httpx.Response:
        sent = case.as_transport_kwargs(base_url=BASE)
        sent["headers"] = {**sent.get("headers", {}), **headers}
        sent.pop("cookies", None)
        if isinstance(sent.get("data"), str | bytes):
            sent["content"] = sent.pop("data")  # the words of httpx for what requests calls data
        return self.loop.run_until_complete(self._send(sent))

    async def _send(self, sent: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as client:
            answer = await client.request(**sent)
        answer.request.read()
        return answer

    def send(self, ask: Ask, headers: dict[str, str]) -> httpx.Response:
        """The builder's own request, where it has files: how they are sent is not in the document."""
        sent = {"method": "POST", "url": f"{BASE}{ask.path}", "files": ask.files, "headers": headers}
        return self.loop.run_until_complete(self._send(sent))

    def signed_in(self, operation_id: str) -> dict[str, str]:
        """A new session of somebody who may do this: some operations end the session they are called in."""
        row = table().get(operation_id, {})
        names = sorted(personas(row.get("may")) & self.world.people.keys()) or ["rektor"]
        name = "rektor" if "rektor" in names else names[0]
        person = self.world.people[name]
        account = self.world.sql("SELECT id FROM accounts WHERE person_id = %s", person)[0][0]
        with psycopg.connect(self.world.admin_dsn, autocommit=True) as connection:
            token = open_session(connection, self.world, account, person)
        return {"cookie": f"{COOKIE}={token}", "sec-fetch-site": "same-origin", "x-samsyn-request": "1"}


@pytest.fixture(scope="module")
def door(settings: Settings, admin_dsn: str) -> Iterator[Door]:
    loop = asyncio.new_event_loop()
    runtime = make_runtime(settings)
    yield Door(create_app(runtime=runtime), make_world(admin_dsn), loop)
    loop.run_until_complete(runtime.engine.dispose())
    loop.close()


def path_of(template: str, ask: Ask) -> dict[str, str]:
    """The values that the builder's address has in the places of the template."""
    pairs = zip(template.strip("/").split("/"), ask.path.partition("?")[0].strip("/").split("/"), strict=True)
    return {name.strip("{}"): value for name, value in pairs if name.startswith("{")}


def try_all(door: Door, operation_id: str, mode: GenerationMode, **fixed: Any) -> int:
    operation = operations()[operation_id]
    headers = {} if not operation.definition.raw["security"] else door.signed_in(operation_id)
    checks = [*CHECKS, negative_data_rejection] if mode == GenerationMode.NEGATIVE else CHECKS
    answered = 0

    @BUDGET
    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    def run(case: Case[Any]) -> None:
        nonlocal answered
        answer = door.call(case, headers)
        case.validate_response(answer, checks=checks, headers=headers)
        answered += 1

    run()
    return answered


def case_of(operation: APIOperation[Any, Any, Any, Any], ask: Ask) -> Case[Any]:
    """The builder's own request, in the words of the document."""
    headers = dict(ask.headers) | ({"If-Match": f'"{ask.version}"'} if ask.version is not None else {})
    given: dict[str, Any] = {"path_parameters": path_of(operation.path, ask), "headers": headers}
    given["query"] = dict(parse_qsl(urlsplit(ask.path).query))
    if ask.body is not None:
        given |= {"body": ask.body, "media_type": "application/json"}
    return operation.Case(**given)


@pytest.mark.parametrize("operation_id", sorted(name for name, row in table().items() if row.get("may")))
def test_what_succeeds_is_as_documented(door: Door, operation_id: str) -> None:
    operation, expected = operations()[operation_id], table().get(operation_id, {}).get("expect", 200)
    ask, headers = BUILDERS[operation_id](door.world), door.signed_in(operation_id)
    case = case_of(operation, ask)
    answer = door.send(ask, headers) if ask.files else door.call(case, headers)
    assert answer.is_success if expected == 200 else answer.status_code == expected, answer.text
    case.validate_response(answer, checks=CHECKS)
    documented = operation.definition.raw["responses"][str(answer.status_code)].get("headers", {})
    assert {name.lower() for name in documented} <= set(answer.headers)


@pytest.mark.parametrize("operation_id", sorted(operations()))
def test_what_the_schema_allows(door: Door, operation_id: str) -> None:
    operation = operations()[operation_id]
    fixed: dict[str, Any] = {}
    if operation_id in BUILDERS:
        ask = BUILDERS[operation_id](door.world)
        fixed["path_parameters"] = path_of(operation.path, ask)
        if operation_id in GOES_ON:
            fixed["query"] = dict(parse_qsl(urlsplit(ask.path).query))
        if ask.version is not None:
            fixed["headers"] = {"If-Match": f'"{ask.version}"'}
    assert try_all(door, operation_id, GenerationMode.POSITIVE, **fixed) > 0


@pytest.mark.parametrize("operation_id", sorted(operations()))
def test_whatever_stands_in_the_path(door: Door, operation_id: str) -> None:
    assert try_all(door, operation_id, GenerationMode.POSITIVE) > 0


@pytest.mark.parametrize(
    "operation_id",
    sorted(name for name, one in operations().items() if takes_words(one.definition.raw)),
)
def test_what_the_schema_does_not_allow(door: Door, operation_id: str) -> None:
    assert try_all(door, operation_id, GenerationMode.NEGATIVE) > 0
