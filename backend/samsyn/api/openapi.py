"""The document that we publish is the contract: made from the routes, completed here, committed."""

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from pydantic.alias_generators import to_camel

from samsyn.api.examples import example_of
from samsyn.api.metadata import (
    API_NAME,
    API_VERSION,
    CONTACT_NAME,
    DESCRIPTION,
    DOCUMENTATION_PATH,
    LICENCE,
    LIMITATIONS,
    SECURITY_SCHEMES,
    SERVICE_LEVEL,
    origin,
    servers,
)
from samsyn.api.openapi30 import downgrade_to_30
from samsyn.api.responses import HEADERS, PROBLEM_SCHEMA, codes_of, document_errors, header
from samsyn.api.tags import tag_of, tags
from samsyn.core.gate import Gate

__all__ = ["describe", "downgrade_to_30"]

Document = dict[str, Any]
Operation = dict[str, Any]

METHODS = ("get", "put", "post", "patch", "delete")
REMOVED = ("HTTPValidationError", "ValidationError")
PARAMETERS: dict[str, dict[str, Any]] = {
    "Traceparent": {
        "name": "traceparent",
        "in": "header",
        "required": False,
        "description": "W3C Trace Context; passed on and returned.",
        "schema": {"type": "string"},
        "example": HEADERS["Traceparent"]["example"],
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "Safe to send again: same key and body, same answer. Systems must send it.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255},
        "example": "019aa8f2-6b1c-7c3a-9d55-0f2b1c3d4e5f",
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "The `ETag` that the change was made from: 428 without it, 412 when it is stale.",
        "schema": {"type": "string", "minLength": 3, "maxLength": 64},
        "example": HEADERS["ETag"]["example"],
    },
}


def describe(app: FastAPI, public_url: str | None = None) -> None:
    """Replaces `app.openapi`, which then raises ValueError for twin names or a field without example."""
    made: dict[str, Document] = {}

    def openapi() -> Document:
        if "document" not in made:
            made["document"] = app.openapi_schema = _document(app, public_url)
        return made["document"]

    app.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI documents to replace it


def _document(app: FastAPI, public_url: str | None) -> Document:
    document: Document = get_openapi(
        title=API_NAME,
        version=API_VERSION,
        description=DESCRIPTION,
        license_info=LICENCE,
        servers=servers(public_url),
        routes=app.routes,
        webhooks=app.webhooks.routes,
    )
    _add_information(document, origin(public_url))
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in REMOVED:
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM_SCHEMA
    document["components"] |= {
        "headers": HEADERS,
        "responses": {},
        "securitySchemes": SECURITY_SCHEMES,
    }
    _each_schema(document, _finish_schema)
    found = list(_operations(app, document))
    for context, path, method, operation in found:
        _complete(operation, context, path, method, document["components"])
    _refuse_twins([operation for *_, operation in found])
    document["tags"] = tags(found)
    return document


def _add_information(document: Document, home: str) -> None:
    """What belongs to the installation rather than to the program."""
    document["info"] |= {
        "termsOfService": home + DOCUMENTATION_PATH,
        "contact": {"name": CONTACT_NAME, "url": home},
        "x-sla": SERVICE_LEVEL,
        "x-limitations": LIMITATIONS,
    }
    document["externalDocs"] = {
        "description": "Dokumentation / Documentation",
        "url": home + DOCUMENTATION_PATH,
    }


def _operations(app: FastAPI, document: Document) -> Iterator[tuple[RouteContext, str, str, Operation]]:
    for context in iter_route_contexts(
        app.routes
    ):  # included routers are lazy: app.routes does not show them
        if isinstance(context.original_route, APIRoute) and context.path_format in document["paths"]:
            for method in METHODS:
                if (
                    method.upper() in (context.methods or ())
                    and method in document["paths"][context.path_format]
                ):
                    path = context.path_format or ""
                    yield context, path, method, document["paths"][path][method]


def _complete(
    operation: Operation, context: RouteContext, path: str, method: str, components: Document
) -> None:
    endpoint = context.endpoint
    gate = getattr(context.original_route, "gate", None)
    operation["operationId"] = context.operation_id or to_camel(endpoint.__name__ if endpoint else path)
    operation["tags"] = operation.get("tags") or [tag_of(path)]
    operation.setdefault("security", _security(context, gate))
    if gate is not None and gate.scope:
        operation["x-scope"] = gate.scope
    _add_parameters(operation, method, gate)
    codes = codes_of(operation, method, path, bool(operation["security"]))
    document_errors(operation, codes, components["responses"])
    _add_headers(operation, components["schemas"])
    _name_request(operation, components["schemas"])
    _add_examples(operation, components["schemas"])


def _security(context: RouteContext, gate: Gate | None) -> list[dict[str, list[str]]]:
    """Nothing for the pinned public few; systems only where the gate names a scope for them."""
    if getattr(context.original_route, "public", None):
        return []
    people: list[dict[str, list[str]]] = [{"sessionCookie": []}]
    return people if gate is None or gate.scope is None else [{"bearerAuth": []}, *people]


def _add_parameters(operation: Operation, method: str, gate: Gate | None) -> None:
    parameters = operation.setdefault("parameters", [])
    known = {str(one.get("name", "")).lower() for one in parameters}
    wanted = ["Traceparent"]
    if method == "post" and operation["security"]:
        wanted.append("IdempotencyKey")
    if gate is not None and gate.version == "required":
        wanted.append("IfMatch")
    for name in wanted:
        if PARAMETERS[name]["name"].lower() not in known:
            parameters.append(dict(PARAMETERS[name]))
    parameters.sort(key=lambda one: ("path", "query", "header", "cookie").index(one["in"]))


def _add_headers(operation: Operation, schemas: Document) -> None:
    for code, response in operation["responses"].items():
        if code >= "4":
            continue
        headers = response.setdefault("headers", {})
        headers["traceparent"] = header("Traceparent")
        if code in ("201", "202"):
            headers["Location"] = header("Location")
        if code in ("200", "201") and _is_versioned(response, schemas):
            headers["ETag"] = header("ETag")
        response["headers"] = dict(sorted(headers.items()))


def _name_request(operation: Operation, schemas: Document) -> None:
    """A body that a route wrote by hand gets a name of its own, for generators to call it by."""
    for media in operation.get("requestBody", {}).get("content", {}).values():
        name = media.get("schema", {}).get("title")
        if name and "$ref" not in media["schema"]:
            schemas[name] = media["schema"]
            media["schema"] = {"$ref": f"#/components/schemas/{name}"}


def _is_versioned(response: dict[str, Any], schemas: Document) -> bool:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    named = schemas.get(str(schema.get("$ref", "")).rsplit("/", 1)[-1], {})
    return "version" in named.get("properties", {})


def _add_examples(operation: Operation, schemas: Document) -> None:
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for content in (media for body in bodies for media in body.get("content", {}).values()):
        if "schema" in content and not {"example", "examples"} & content.keys():
            content["example"] = example_of(content["schema"], schemas)
    for parameter in operation["parameters"]:
        parameter.setdefault("description", _described(parameter))
        if "example" not in parameter and "examples" not in parameter:
            parameter["example"] = example_of(parameter["schema"], schemas, parameter["name"])


def _described(parameter: dict[str, Any]) -> str:
    """Words for the two kinds that explain themselves: an id in the path, and a filter on equality."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in parameter["name"])
    return f"The {words}." if parameter["in"] == "path" else f"Only those with this {words}."


def _refuse_twins(operations: list[Operation]) -> None:
    names = [str(operation["operationId"]) for operation in operations]
    twins = sorted({name for name in names if names.count(name) > 1})
    if twins:
        raise ValueError(f"operations of the same name: {', '.join(twins)}")


def _each_schema(node: Any, change: Callable[[dict[str, Any]], None]) -> None:
    if isinstance(node, dict):
        change(node)
        for value in node.values():
            _each_schema(value, change)
    elif isinstance(node, list):
        for value in node:
            _each_schema(value, change)


def _finish_schema(schema: dict[str, Any]) -> None:
    """The national profile wants one example on every date; generators know an upload by its format only."""
    if schema.get("type") != "string":
        return
    if schema.get("contentMediaType") == "application/octet-stream":
        schema["format"] = "binary"
    if schema.get("format") in ("date", "date-time"):
        schema.setdefault("example", example_of(schema, {}))
