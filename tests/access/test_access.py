"""Lock 5: every operation × every persona, against the hand-written table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from fastapi import FastAPI
from starlette.routing import Mount

from samsyn.core.schema import BASE_PATH
from tests.access.objects import BUILDERS, Ask
from tests.access.one_factor import ONE_FACTOR, ONE_FACTOR_BY_RULE
from tests.access.with_version import WITH_VERSION
from tests.conftest import Browser, Town
from tests.factories.world import add_client
from tests.personas import EVERY, GROUPS, UNIT

HERE = Path(__file__).parent
WORDS = {
    "may",
    "refused",
    "sees",
    "other_school",
    "other_school_refused",
    "unit_in_body",
    "own",
    "scope",
    "client",
    "assurance",
    "expect",
}
SESSION_ENDING = {"deleteSession"}
"""Tested by itself: it would end the sessions the other cells stand on."""
ENDING_OTHERS = {"endOtherSessions"}
"""With another session than the cells', in a municipality of its own for the same reason."""


@dataclass(frozen=True, slots=True)
class Cell:
    operation: str
    who: str
    where: str
    expected: int

    def __str__(self) -> str:
        return f"{self.operation} as {self.who} ({self.where})"


def table() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for file in sorted(HERE.glob("*.yaml")):
        for operation, row in yaml.safe_load(file.read_text()).items():
            assert operation not in rows, f"{operation} has two rows"
            assert set(row) <= WORDS, f"{operation}: {set(row) - WORDS}"
            rows[operation] = row
    return rows


def personas(names: list[str] | None) -> frozenset[str]:
    return frozenset(p for name in names or [] for p in GROUPS.get(name, {name}))


def document(app: FastAPI) -> dict[str, Any]:
    api = next(r.app for r in app.routes if isinstance(r, Mount) and r.path == BASE_PATH)
    assert isinstance(api, FastAPI)
    return api.openapi()


def operations(app: FastAPI) -> dict[str, tuple[str, str, bool]]:
    """operationId → method, path template, public. That the document is complete is tested elsewhere."""
    found = {}
    for path, methods in document(app)["paths"].items():
        for method, operation in methods.items():
            if "operationId" in operation:
                found[operation["operationId"]] = method.upper(), path, operation["security"] == []
    return found


def test_every_operation_has_a_row_and_a_builder(app: FastAPI) -> None:
    guarded = {name for name, (_, _, public) in operations(app).items() if not public}
    assert len(guarded) >= 7
    assert guarded - SESSION_ENDING == set(table())
    assert guarded <= set(BUILDERS)


def test_the_list_of_public_operations_is_pinned(app: FastAPI) -> None:
    public = {name for name, (_, _, is_public) in operations(app).items() if is_public}
    assert len(public) <= 8
    assert public == {
        "answerByLink",
        "createAccountActivation",
        "createSession",
        "createToken",
        "getApiInfo",
        "openAnswerLink",
    }


def cells(operation: str, template: str, row: dict[str, Any]) -> Iterator[Cell]:
    """What is to be seen, for people; ``where`` names whose municipality and school the caller is of."""
    success, refused = row.get("expect", 200), row.get("refused", 404)
    may, sees, over = personas(row.get("may")), personas(row.get("sees")), personas(row.get("other_school"))
    names_an_object = ("{" in template and not row.get("own")) or row.get("unit_in_body", False)
    for persona in EVERY:
        own = success if persona.name in may else (403 if persona.name in sees else refused)
        yield Cell(operation, persona.name, "own", own)
        yield Cell(operation, persona.name, "other municipality", 404 if names_an_object else own)
    for persona in UNIT:
        if names_an_object:
            expected = success if persona.name in over else row.get("other_school_refused", 404)
        else:
            expected = success if persona.name in may else refused
        yield Cell(operation, f"{persona.name}-2", "other school", expected)


def agrees(answer: httpx.Response, expected: int) -> bool:
    if expected == 200:
        return 200 <= answer.status_code < 300
    return answer.status_code == expected


async def send(browser: Browser, method: str, ask: Ask) -> httpx.Response:
    more: dict[str, Any] = {"headers": dict(ask.headers)}
    if ask.version is not None:
        more["headers"]["if-match"] = f'"{ask.version}"'
    if ask.body is not None:
        more["json"] = ask.body
    if ask.files is not None:
        more["files"] = ask.files
    return await browser(method, ask.path, **more)


@pytest.mark.parametrize("operation", sorted(table()))
async def test_cells(operation: str, shared_town: Town, other_town: Town, record_property: Any) -> None:
    method, template, _ = operations(shared_town.app)[operation]
    row = table()[operation]
    wrong, asked = [], 0
    for cell in cells(operation, template, row):
        ask = BUILDERS[operation](shared_town.world)
        home = other_town if cell.where == "other municipality" else shared_town
        answer = await send(home.as_(cell.who), method, ask)
        asked += 1
        if not agrees(answer, cell.expected):
            wrong.append(f"{cell}: {answer.status_code} {answer.text[:120]}, expected {cell.expected}")
    record_property("requests", asked)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("operation", sorted(table()))
async def test_nobody_and_systems(operation: str, shared_town: Town) -> None:
    method, _, _ = operations(shared_town.app)[operation]
    row = table()[operation]
    ask = BUILDERS[operation](shared_town.world)
    answer = await send(shared_town.anonymous(), method, ask)
    assert answer.status_code == 401, answer.text
    scopes = sorted({r["scope"] for r in table().values() if r.get("scope")})
    for name, held in (("every scope", scopes), ("no scope", ["nothing:read"])):
        if name not in shared_town.world.clients:
            add_client(shared_town.world, name, held)
        answer = await send(shared_town.as_client(name), method, BUILDERS[operation](shared_town.world))
        may = row.get("scope") in held
        assert agrees(answer, row.get("client", 200) if may else 403), (
            f"{name}: {answer.status_code} {answer.text}"
        )


@pytest.mark.parametrize("operation", sorted(name for name, row in table().items() if row.get("may")))
async def test_one_factor(operation: str, request: pytest.FixtureRequest) -> None:
    """With a password only nothing above K1: ``one_factor.py`` names what shows nothing above it."""
    town: Town = request.getfixturevalue("town" if operation in ENDING_OTHERS else "shared_town")
    method, _, _ = operations(town.app)[operation]
    row = table()[operation]
    persona = min(personas(row["may"]))
    weak = Browser(town.app, town.world.weak_token(persona))
    answer = await send(weak, method, BUILDERS[operation](town.world))
    if operation not in ONE_FACTOR:
        refused = ONE_FACTOR_BY_RULE.get(operation, (403, "A02"))
        assert (answer.status_code, answer.json()["code"]) == refused, answer.text
    else:
        assert agrees(answer, row.get("expect", 200)), answer.text


@pytest.mark.parametrize("operation", sorted(WITH_VERSION))
async def test_version(operation: str, shared_town: Town) -> None:
    """Who may, and has not said which version they read, changes nothing."""
    method, _, _ = operations(shared_town.app)[operation]
    row = table()[operation]
    for persona in sorted(personas(row["may"])):
        ask = replace(BUILDERS[operation](shared_town.world), version=None)
        browser = Browser(shared_town.app, shared_town.world.fresh_token(persona))
        answer = await send(browser, method, ask)
        assert (answer.status_code, answer.json()["code"]) == (428, "A28"), persona


def test_the_contract_says_what_needs_a_version(app: FastAPI) -> None:
    asked = {
        operation["operationId"]
        for methods in document(app)["paths"].values()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
        if parameter.get("name") == "If-Match"
    }
    assert asked == WITH_VERSION


def test_the_list_of_what_needs_one_factor_only_is_about_operations() -> None:
    assert set(table()) >= ONE_FACTOR
