"""The committed document is what the program makes, and keeps the conventions that no linter can see."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from samsyn.api.openapi import downgrade_to_30
from samsyn.main.contract import document

COMMITTED = Path(__file__).resolve().parents[2] / "openapi" / "openapi.json"
METHODS = ("get", "put", "post", "patch", "delete")
FEWEST = 11
"""Operations there were when this was written; a walk that finds fewer has found nothing."""

Document = dict[str, Any]


@cache
def made() -> Document:
    parsed: Document = json.loads(document())
    return parsed


def operations() -> Iterator[tuple[str, Document]]:
    for path, item in made()["paths"].items():
        for method in METHODS:
            if method in item:
                yield f"{method.upper()} {path}", item[method]


def resolve(node: Document) -> Document:
    while "$ref" in node:
        found: Any = made()
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def bodies(side: str) -> Iterator[tuple[str, Document]]:
    """Media types of requests, or of answers that are not errors; those of OAuth follow other words."""
    for name, operation in operations():
        answers = [one for code, one in operation["responses"].items() if code < "4"]
        for body in [operation.get("requestBody", {})] if side == "request" else answers:
            for media_type, media in resolve(body).get("content", {}).items():
                if name != "POST /oauth/token":
                    yield f"{name} {media_type}", media


def objects(side: str) -> dict[str, Document]:
    """Every schema with fields that can be reached from a request or from an answer, by name."""
    found: dict[str, Document] = {}
    waiting = [(name, media.get("schema", {})) for name, media in bodies(side)]
    while waiting:
        name, schema = waiting.pop()
        name = schema.get("$ref", name).rpartition("/")[2]
        schema = resolve(schema)
        if name in found:
            continue
        if "properties" in schema:
            found[name] = schema
        inner = [*schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("allOf", [])]
        inner += [
            one for one in (schema.get("items"), schema.get("additionalProperties")) if isinstance(one, dict)
        ]
        waiting += [(f"{name}|{number}", one) for number, one in enumerate(inner)]
        waiting += [(f"{name}.{field}", one) for field, one in schema.get("properties", {}).items()]
    return found


def texts(schema: Document) -> Iterator[Document]:
    """The kinds of text that a field may be, in alternatives and lists too."""
    schema = resolve(schema)
    if schema.get("type") == "string":
        yield schema
    for inner in (*schema.get("anyOf", []), *schema.get("oneOf", []), schema.get("items")):
        if isinstance(inner, dict):
            yield from texts(inner)


def is_bounded(text: Document) -> bool:
    pattern = text.get("pattern", "*")
    exact = pattern.startswith("^") and pattern.endswith("$") and not {"*", "+"} & set(pattern)
    return exact or bool({"maxLength", "format", "enum", "const"} & text.keys())


def test_the_committed_document_is_the_one_the_program_makes() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == document(), (
        "run `make api-client` and commit what it writes"
    )


def test_the_walk_finds_the_operations() -> None:
    assert len(list(operations())) >= FEWEST


def test_it_is_valid_in_both_versions() -> None:
    OpenAPIV31SpecValidator(made()).validate()
    OpenAPIV30SpecValidator(downgrade_to_30(made())).validate()


def test_operations_have_names_of_their_own_and_say_what_they_mean() -> None:
    names = [operation["operationId"] for _, operation in operations()]
    assert sorted(names) == sorted(set(names))
    assert [name for name, operation in operations() if len(operation["description"]) < 10] == []
    described = {tag["name"]: tag["description"] for tag in made()["tags"]}
    assert [name for name, operation in operations() if not described[operation["tags"][0]]] == []


@pytest.mark.parametrize("side", ["request", "answer"])
def test_every_body_has_an_example_that_its_schema_accepts(side: str) -> None:
    seen = list(bodies(side))
    for name, media in seen:
        rooted = {**media["schema"], "components": made()["components"]}
        wrong = [error.message for error in OAS31Validator(rooted).iter_errors(media["example"])]
        assert wrong == [], name
    assert seen


def test_what_is_sent_to_us_may_hold_nothing_unknown() -> None:
    uploads = {name for name in objects("request") if name.startswith("Body_")}
    loose = [
        name
        for name, schema in objects("request").items()
        if schema.get("additionalProperties") is not False and name not in uploads
    ]
    assert loose == []


def test_text_that_is_sent_to_us_has_a_length() -> None:
    endless = [
        f"{name}.{field}"
        for name, schema in objects("request").items()
        for field, one in schema["properties"].items()
        for text in texts(one)
        if not is_bounded(text)
    ]
    assert endless == []


def test_what_we_send_is_always_there() -> None:
    missing = [
        f"{name}.{field}"
        for name, schema in objects("answer").items()
        for field in schema["properties"].keys() - set(schema.get("required", []))
    ]
    assert missing == []


def test_what_we_send_has_no_defaults() -> None:
    defaults = [
        f"{name}.{field}"
        for name, schema in objects("answer").items()
        for field, one in schema["properties"].items()
        if "default" in one
    ]
    assert defaults == []


def test_every_id_is_a_uuid() -> None:
    loose = [
        f"{name} {parameter['name']}"
        for name, operation in operations()
        for parameter in operation["parameters"]
        if parameter["name"].endswith("Id") and "uuid" not in json.dumps(parameter["schema"])
    ]
    assert loose == []


def test_lists_are_pages() -> None:
    pages = {
        name: resolve(media["schema"])
        for name, media in bodies("answer")
        if {one["name"] for one in dict(operations())[name.rpartition(" ")[0]]["parameters"]}
        >= {"limit", "page"}
    }
    assert pages
    for name, schema in pages.items():
        assert {"items", "_meta", "_links"} <= schema["properties"].keys(), name


def test_a_change_of_one_object_asks_for_its_version() -> None:
    """DELETE and PATCH of something in a path: what the caller read must be what is changed. A draft is its
    writer's own and the last word wins."""
    unasked = [
        name
        for name, operation in operations()
        if name.startswith(("PATCH", "DELETE"))
        and name.endswith("}")
        and "/drafts/" not in name
        and "/members/" not in name
        and "If-Match" not in {one["name"] for one in operation["parameters"] if one["required"]}
    ]
    assert unasked == []


def test_no_address_or_header_can_hold_a_personal_identity() -> None:
    words = ("personnummer", "civic", "ssn", "name", "email")
    named = [
        f"{name} {parameter['name']}"
        for name, operation in operations()
        for parameter in operation["parameters"]
        if any(word in parameter["name"].lower() for word in words)
    ]
    assert named == []


def test_documented_errors_are_those_of_the_gate() -> None:
    for name, operation in operations():
        codes = operation["responses"].keys()
        assert {"400", "405", "406", "429", "500", "503"} <= codes, name
        assert ({"401", "403"} <= codes) == bool(operation["security"]) or "oauth" in name, name
