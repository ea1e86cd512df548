"""What must hold for every model, route and file of the program, also for those that come later."""

from __future__ import annotations

import ast
import inspect
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel, Field, SecretStr
from sqlalchemy import Enum

from samsyn.core.gate import Gate
from samsyn.core.models import Base, Confidential, Tenanted, Versioned
from samsyn.core.route import GuardedRoute
from samsyn.core.runtime import Runtime
from samsyn.core.schema import Body, Chars, Out
from samsyn.main.app import create_api
from samsyn.main.tables import METADATA

PACKAGE = Path(__file__).resolve().parents[2] / "backend" / "samsyn"
LOWEST, HIGHEST = -(2**31), 2**31 - 1
"""What an integer column takes; more is a 500."""


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")


def guilty(pattern: str, *allowed: str) -> list[str]:
    """Lines that hold the pattern outside comments, but for files whose path holds one of ``allowed``."""
    mark = re.compile(pattern)
    return [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for path, text in sources()
        if not any(known in path.as_posix() for known in allowed)
        for line in text.splitlines()
        if mark.search(line.split("#")[0])
    ]


def test_there_are_sources() -> None:
    assert sum(1 for _ in sources()) > 150


def test_no_relationship_anywhere() -> None:
    """A relationship would carry a reader across a boundary of secrecy without a scope."""
    assert guilty(r"\brelationship\(|\bbackref\(|\bassociation_proxy\(") == []
    assert [m.class_.__name__ for m in Base.registry.mappers if m.relationships] == []


POLICIES = ("/policy.py", "/policy/", "/statements.py", "/statements/", "core/scope.py")


def test_only_policies_make_scopes() -> None:
    assert guilty(r"\bscoped\(", *POLICIES) == []
    assert guilty(r"\bMARK\b|samsyn_scope", "core/scope.py", "core/guard.py", "core/work.py") == []


OWN_TRANSACTIONS = (
    "core/work.py",
    "core/route.py",
    "core/doorway.py",
    "issue_token.py",
    "answer_by_link.py",
    "/jobs.py",
    "main/",
)
"""A request is committed by its route; what is here stands outside a request, or before it."""


def test_only_the_core_goes_below_the_session() -> None:
    """Raw connections, the synchronous half, a way round the actor: each place is known."""
    core = ("core/work.py", "core/guard.py")
    assert guilty(r"\.sync_session\b|\.run_sync\(|\bsync_engine\b", *core, "core/database.py") == []
    assert guilty(r"\bget_raw_connection\(", "core/doorway.py", "core/health.py", "main/") == []
    assert guilty(r"\bAsyncSession\b|\bsessionmaker\b", "core/work.py") == []
    assert guilty(r"\.commit\(|\.finish\(", *OWN_TRANSACTIONS) == []


def test_nobody_counts_on_rowcount() -> None:
    """It is -1 after an ORM insert with ON CONFLICT, which is true."""
    assert guilty(r"\.rowcount\b") == []


def test_time_comes_from_the_clock() -> None:
    assert guilty(r"datetime\.(now|utcnow|today)\(|\bdate\.today\(", *CLOCKS) == []


CLOCKS = (
    "core/clock.py",
    "core/logging.py",
    "ss12000/exchange.py",
    "cli/backup.py",
    "cli/restore.py",
    "main/",
)


def test_every_mapped_row_is_of_a_tenant() -> None:
    mapped = [m.class_ for m in Base.registry.mappers if m.local_table in METADATA.tables.values()]
    assert len(mapped) >= 15
    for one in mapped:
        assert "tenant_id" in {c.name for c in one.__table__.primary_key}, one
        if issubclass(one, Confidential):
            assert issubclass(one, Tenanted), one


def test_what_changes_has_a_version() -> None:
    """The version column makes a lost update impossible; a class that drops it drops the check."""
    versioned = [m for m in Base.registry.mappers if issubclass(m.class_, Versioned)]
    assert len(versioned) >= 6
    assert [m.class_.__name__ for m in versioned if m.version_id_col is None or m.eager_defaults] == []


def test_no_column_is_an_enum() -> None:
    assert [c for t in METADATA.tables.values() for c in t.columns if isinstance(c.type, Enum)] == []


# ---- routes


def routes(runtime: Runtime) -> list[GuardedRoute]:
    found = [getattr(c, "original_route", c) for c in iter_route_contexts(create_api(runtime).routes)]
    guarded = [route for route in found if isinstance(route, GuardedRoute)]
    assert len(guarded) >= 14
    return guarded


def dependants(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for inner in dependant.dependencies:
        yield from dependants(inner)


def test_every_endpoint_and_dependency_is_async_and_none_yields(runtime: Runtime) -> None:
    """A plain ``def`` takes a thread at each request; one that yields is finished after the answer."""
    for route in routes(runtime):
        for one in dependants(route.dependant):
            call = one.call.__call__ if isinstance(one.call, Gate) else one.call
            assert inspect.iscoroutinefunction(call), f"{route.path}: {call}"


def test_every_exception_handler_is_async(runtime: Runtime) -> None:
    handlers = create_api(runtime).exception_handlers
    assert len(handlers) >= 8
    assert [h for h in handlers.values() if not inspect.iscoroutinefunction(h)] == []


def test_nothing_is_left_out_of_an_answer(runtime: Runtime) -> None:
    for route in routes(runtime):
        left_out = (
            route.response_model_exclude_none
            or route.response_model_exclude_unset
            or route.response_model_exclude_defaults
            or route.response_model_exclude
            or route.response_model_include
        )
        assert not left_out, route.path


# ---- bodies


def subclasses(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("samsyn"):
            yield one
        yield from subclasses(one)


@pytest.fixture(scope="module")
def bodies(runtime: Runtime) -> list[type[BaseModel]]:
    """Every model that is sent to us: those of the routes, and all that they hold."""
    found: dict[type[BaseModel], None] = dict.fromkeys(subclasses(Body))
    for route in routes(runtime):
        if route.body_field is not None:
            _collect(route.body_field.field_info.annotation, found)
    assert len(found) >= 5
    return list(found)


def _collect(annotation: Any, found: dict[type[BaseModel], None]) -> None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in found:
            found[annotation] = None
        for field in annotation.model_fields.values():
            _collect(field.annotation, found)
    for inner in get_args(annotation):
        _collect(inner, found)


def test_every_body_is_one_of_ours_and_refuses_what_it_does_not_know(bodies: list[type[BaseModel]]) -> None:
    assert [b.__name__ for b in bodies if not issubclass(b, Body)] == []
    assert [b.__name__ for b in bodies if b.model_config.get("extra") != "forbid"] == []
    assert [b.__name__ for b in bodies if b.model_config.get("allow_inf_nan") is not False] == []


FORMS = frozenset({"uuid", "date", "date-time", "time"})
"""Formats that a validator of their own reads."""


def limits(schema: Any, place: str = "") -> Iterator[str]:
    """Places of a JSON schema where text, whole numbers, lists or objects come in without an end."""
    if isinstance(schema, list):
        for number, inner in enumerate(schema):
            yield from limits(inner, f"{place}/{number}")
    if not isinstance(schema, dict):
        return
    if _endless(schema):
        yield f"{place} ({schema['type']})"
    for name, inner in schema.items():
        if name not in ("default", "example", "examples", "enum", "const"):
            yield from limits(inner, f"{place}/{name}")


def _endless(schema: dict[str, Any]) -> bool:
    match schema.get("type"):
        case "string":
            known = {"maxLength", "pattern", "enum", "const"} & set(schema)
            return not known and schema.get("format") not in FORMS
        case "integer":
            low = schema.get("minimum", schema.get("exclusiveMinimum", -math.inf))
            high = schema.get("maximum", schema.get("exclusiveMaximum", math.inf))
            return "enum" not in schema and not LOWEST <= low <= high <= HIGHEST
        case "array":
            return "maxItems" not in schema
        case "object":
            return schema.get("additionalProperties") is not False and "maxProperties" not in schema
    return False


def test_everything_that_comes_in_has_an_end(bodies: list[type[BaseModel]]) -> None:
    """Lengths for text and lists; whole numbers that fit their column, as more would be a 500."""
    found = [f"{b.__name__}{place}" for b in bodies for place in limits(b.model_json_schema())]
    assert found == []


def test_every_query_parameter_has_an_end(runtime: Runtime) -> None:
    """But for those of paging, whose limits are one refusal of their own (V03)."""
    document = create_api(runtime).openapi()
    asked = [
        (f"{path} ?{p['name']}", p["schema"])
        for path, item in document["paths"].items()
        for operation in item.values()
        if isinstance(operation, dict)
        for p in operation.get("parameters", ())
        if p.get("in") == "query" and p["name"] not in ("limit", "page")
    ]
    assert len(asked) >= 2
    assert {f"{name}{place}" for name, schema in asked for place in limits(schema)} == set()


class Careless(BaseModel):
    plain: str
    optional: str | None = None
    listed: list[str]
    mapped: dict[str, str]
    number: int
    half: int = Field(ge=0)
    secret: SecretStr
    careful: Annotated[str, Chars(1, 5)] | None
    few: list[Annotated[str, Chars(1, 5)]] = Field(max_length=3)
    small: int | None = Field(ge=0, le=5)


def test_the_walk_finds_what_it_is_for() -> None:
    found = {
        place.split("/")[2].split(" ")[0] for place in limits(Careless.model_json_schema()) if "/" in place
    }
    assert found == {"plain", "optional", "listed", "mapped", "number", "half", "secret"}


def test_every_field_of_an_answer_is_always_there() -> None:
    answers = list(subclasses(Out))
    assert len(answers) >= 12
    assert [
        f"{a.__name__}.{n}" for a in answers for n, f in a.model_fields.items() if not f.is_required()
    ] == []


def test_no_source_builds_sql_from_what_was_sent() -> None:
    """Hand-written SQL is made of constants: no f-string with anything but names in capitals."""
    found = []
    for path, text in sources():
        if path.parts[-2] == "cli" or path.name in ("ddl.py", "database.py"):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.JoinedStr) and re.match(
                r"\s*(SELECT|INSERT|UPDATE|DELETE)\b", _start(node)
            ):
                names = [v.value for v in node.values if isinstance(v, ast.FormattedValue)]
                found += [f"{path.name}:{node.lineno}" for n in names if not isinstance(n, ast.Name)]
    assert found == []


def _start(node: ast.JoinedStr) -> str:
    first = node.values[0] if node.values else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def test_the_walks_stand_on_the_whole_program() -> None:
    assert {"samsyn.core.guard", "samsyn.identity.routes", "samsyn.main.app"} <= set(sys.modules)
