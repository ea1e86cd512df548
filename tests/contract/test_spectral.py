"""The linter with our own rules: the published document is clean, and each rule notices its breach."""

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPECTRAL = ROOT / "frontend" / "node_modules" / ".bin" / "spectral"
RULESET = ROOT / "openapi" / "ruleset.yaml"
DOCUMENT = ROOT / "openapi" / "openapi.json"

Document = dict[str, Any]


def findings(*files: Path) -> dict[str, set[str]]:
    """Codes of all findings, errors and warnings alike, by the name of the file."""
    if not SPECTRAL.exists():
        pytest.fail(f"{SPECTRAL.relative_to(ROOT)} is missing: run `npm ci` in frontend/")
    command: list[str | Path] = [
        SPECTRAL,
        "lint",
        "--ruleset",
        RULESET,
        "--format",
        "json",
        "--quiet",
        *files,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, set[str]] = {file.name: set() for file in files}
    for one in json.loads(done.stdout or "[]"):
        found[Path(one["source"]).name].add(f"{one['code']}: {'.'.join(map(str, one['path']))}")
    return found


def test_the_published_document_is_clean() -> None:
    assert findings(DOCUMENT) == {"openapi.json": set()}


def boat(document: Document, method: str = "get", path: str = "/boats/{boatId}") -> Document:
    operation: Document = document["paths"][path][method]
    return operation


def error(document: Document, code: str) -> Document:
    found: Document = document["components"]["responses"][f"Error{code}"]
    return found


def rename(document: Document, old: str, new: str) -> None:
    document["paths"][new] = document["paths"].pop(old)


def fields(document: Document) -> Document:
    properties: Document = document["components"]["schemas"]["BoatOut"]["properties"]
    return properties


def unpaged(document: Document) -> None:
    listing = boat(document, path="/boats")
    listing["parameters"] = [one for one in listing["parameters"] if one["name"] != "limit"]


BREACHES: dict[str, Callable[[Document], Any]] = {
    "samsyn-path-kebab-case": lambda d: rename(d, "/boats", "/my_Boats"),
    "samsyn-path-no-trailing-slash": lambda d: rename(d, "/boats", "/boats/"),
    "samsyn-path-nesting": lambda d: rename(d, "/boats", "/a/{aId}/b/{bId}/c/{cId}"),
    "samsyn-no-personal-identity-in-address": lambda d: boat(d, path="/boats")["parameters"].append(
        {"name": "personnummer", "in": "query", "description": "x", "schema": {"type": "string"}}
    ),
    "samsyn-parameter-camel-case": lambda d: boat(d, path="/boats")["parameters"][0].update(name="school_id"),
    "samsyn-property-camel-case": lambda d: fields(d).update(launch_site={"type": "string"}),
    "samsyn-array-plural": lambda d: fields(d).update(tender={"type": "array", "items": {"type": "string"}}),
    "samsyn-enum-upper-snake": lambda d: fields(d).update(colour={"type": "string", "enum": ["red"]}),
    "samsyn-date-has-format": lambda d: fields(d).update(soldAt={"type": "string"}),
    "samsyn-date-has-example": lambda d: fields(d)["createdAt"].pop("example"),
    "samsyn-operation-id-camel-case": lambda d: boat(d).update(operationId="get_boat"),
    "samsyn-operation-complete": lambda d: boat(d).pop("security"),
    "samsyn-get-without-body": lambda d: boat(d).update(requestBody={"content": {"application/json": {}}}),
    "samsyn-problem-json": lambda d: error(d, "404").pop("content"),
    "samsyn-no-json-error": lambda d: error(d, "404")["content"].update({"application/json": {}}),
    "samsyn-created-has-location": lambda d: boat(d, "post", "/boats")["responses"]["201"]["headers"].pop(
        "Location"
    ),
    "samsyn-busy-says-when": lambda d: error(d, "429")["headers"].pop("Retry-After"),
    "samsyn-traceparent": lambda d: boat(d)["responses"]["200"]["headers"].pop("traceparent"),
    "samsyn-pagination": unpaged,
    "samsyn-api-info": lambda d: rename(d, "/api-info", "/about"),
    "samsyn-https": lambda d: d["servers"][0].update(url="http://localhost/samsyn/v1"),
    "samsyn-metadata": lambda d: d["info"].pop("x-sla"),
    "samsyn-no-basic": lambda d: d["components"]["securitySchemes"]["bearerAuth"].update(scheme="basic"),
    "oas3-valid-media-example": lambda d: boat(d, path="/api-info")["responses"]["200"]["content"][
        "application/json"
    ].update(example={"apiName": 1}),
    "tag-description": lambda d: d["tags"][0].pop("description"),
}


def test_every_rule_notices_its_breach_and_the_sample_has_none(
    sample_document: Document, tmp_path: Path
) -> None:
    files = []
    for name, breach in {"clean": lambda _: None, **BREACHES}.items():
        broken = copy.deepcopy(sample_document)
        breach(broken)
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(broken))
    found = findings(*files)
    assert found.pop("clean.json") == set()
    unnoticed = [
        name for name in BREACHES if not any(one.startswith(f"{name}:") for one in found[f"{name}.json"])
    ]
    assert unnoticed == []


def test_every_rule_of_ours_has_a_breach_here() -> None:
    ours = {line.strip(" :\n") for line in RULESET.open() if line.startswith("  samsyn-")}
    assert ours <= set(BREACHES)
    assert len(ours) > 20
