"""What breaks a client and what does not; and the committed document against the last release."""

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools import breaking

Document = dict[str, Any]
Change = Callable[[Document], Any]


def operation(document: Document, method: str, path: str) -> Document:
    found: Document = document["paths"][path][method]
    return found


def schema(document: Document, name: str) -> Document:
    found: Document = document["components"]["schemas"][name]
    return found


def parameter(document: Document, name: str) -> Document:
    found: Document = next(
        one for one in operation(document, "get", "/boats")["parameters"] if one["name"] == name
    )
    return found


BREAKING: dict[str, tuple[Change, str]] = {
    "operation removed": (lambda d: d["paths"]["/boats"].pop("post"), "POST /boats: the operation is gone"),
    "name changed": (
        lambda d: operation(d, "get", "/boats").update(operationId="boats"),
        "listBoats became boats",
    ),
    "closed to systems": (
        lambda d: operation(d, "get", "/boats").update(security=[{"sessionCookie": []}]),
        "no longer open to bearerAuth",
    ),
    "no longer public": (
        lambda d: operation(d, "get", "/api-info").update(security=[{"bearerAuth": []}]),
        "no longer open to nobody",
    ),
    "parameter removed": (
        lambda d: operation(d, "get", "/boats")["parameters"].remove(parameter(d, "limit")),
        "parameter limit in query is gone",
    ),
    "parameter required": (lambda d: parameter(d, "schoolId").update(required=True), "is now required"),
    "limit lowered": (lambda d: parameter(d, "limit")["schema"].update(maximum=50), "maximum is now 50"),
    "request field required": (
        lambda d: schema(d, "BoatIn")["required"].append("launchedOn"),
        "field launchedOn is now required",
    ),
    "request field removed": (
        lambda d: schema(d, "BoatIn")["properties"].pop("launchedOn"),
        "request: field launchedOn is gone",
    ),
    "text shortened": (
        lambda d: schema(d, "BoatIn")["properties"]["name"].update(maxLength=4),
        "request.name: maxLength is now 4",
    ),
    "null no longer taken": (
        lambda d: schema(d, "BoatIn")["properties"].update(launchedOn={"type": "string", "format": "date"}),
        "request.launchedOn: no longer takes null",
    ),
    "alternative no longer taken": (
        lambda d: schema(d, "BoatIn")["properties"]["contact"]["oneOf"].pop(),
        "no longer takes #/components/schemas/ByLetter",
    ),
    "deep in an alternative": (
        lambda d: schema(d, "ByPhone")["properties"]["number"].update(minLength=8),
        "request.contact.number: minLength is now 8",
    ),
    "answer loses a field": (
        lambda d: schema(d, "BoatOut")["properties"].pop("owner"),
        "200.items[]: field owner is gone",
    ),
    "answer leaves out a field": (
        lambda d: schema(d, "BoatOut")["required"].remove("owner"),
        "field owner is now left out at times",
    ),
    "answer may be null": (
        lambda d: schema(d, "BoatOut")["properties"].update(
            name={"anyOf": [{"type": "string"}, {"type": "null"}]}
        ),
        "200.items[].name: may now be null",
    ),
    "answer holds a new value": (lambda d: schema(d, "State")["enum"].append("SUNK"), "may now hold SUNK"),
    "status removed": (
        lambda d: operation(d, "post", "/boats")["responses"].pop("201"),
        "POST /boats: no longer answers 201",
    ),
    "header removed": (
        lambda d: operation(d, "post", "/boats")["responses"]["201"]["headers"].pop("Location"),
        "header Location is gone",
    ),
    "media type removed": (
        lambda d: operation(d, "post", "/boats")["requestBody"].update(content={}),
        "application/json is gone",
    ),
    "body required": (
        lambda d: operation(d, "post", "/oauth/token").update(requestBody={"required": True, "content": {}}),
        "a body is now required",
    ),
}
HARMLESS: dict[str, Change] = {
    "new operation": lambda d: d["paths"].update({"/ships": d["paths"]["/boats"]}),
    "new optional parameter": lambda d: operation(d, "get", "/boats")["parameters"].append(
        {"name": "state", "in": "query", "required": False, "schema": {"type": "string"}}
    ),
    "new optional request field": lambda d: schema(d, "BoatIn")["properties"].update(
        colour={"type": "string"}
    ),
    "request field no longer required": lambda d: schema(d, "BoatIn")["required"].remove("length"),
    "longer text": lambda d: schema(d, "BoatIn")["properties"]["name"].update(maxLength=50),
    "new field in the answer": lambda d: schema(d, "BoatOut")["properties"].update(colour={"type": "string"}),
    "other words": lambda d: operation(d, "get", "/boats").update(description="Every boat."),
    "new error": lambda d: operation(d, "get", "/boats")["responses"].update(
        {"410": {"description": "Gone"}}
    ),
    "a new major version may break": lambda d: (d["info"].update(version="2.0.0"), d["paths"].pop("/boats")),
}


@pytest.mark.parametrize("name", BREAKING)
def test_it_breaks_and_the_reason_is_named(sample_document: Document, name: str) -> None:
    change, reason = BREAKING[name]
    new = copy.deepcopy(sample_document)
    change(new)
    found = list(breaking.breaks(sample_document, new))
    assert any(reason in line for line in found), found


@pytest.mark.parametrize("name", HARMLESS)
def test_it_breaks_nobody(sample_document: Document, name: str) -> None:
    new = copy.deepcopy(sample_document)
    HARMLESS[name](new)
    assert list(breaking.breaks(sample_document, new)) == []


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_document: Document) -> Path:
    """A repository of its own with one release."""

    def git(*arguments: str) -> None:
        named = ["-c", "user.name=t", "-c", "user.email=t@exempel.se", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *named, *arguments], cwd=tmp_path, check=True, capture_output=True)

    monkeypatch.setattr(breaking, "ROOT", tmp_path)
    document = tmp_path / breaking.DOCUMENT
    document.parent.mkdir()
    document.write_text(json.dumps(sample_document))
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "a release")
    git("tag", "v1.0.0")
    return document


def test_against_the_last_release(
    released: Path, sample_document: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    assert breaking.main() == 0
    del sample_document["paths"]["/boats"]["post"]
    released.write_text(json.dumps(sample_document))
    assert breaking.main() == 1
    assert "breaks clients of v1.0.0: POST /boats: the operation is gone" in capsys.readouterr().out


def test_the_committed_document_breaks_no_client_of_the_last_release() -> None:
    assert breaking.main() == 0
