"""One valid example for a schema, the same every time: documentation and generated clients rest on it."""

import re
from typing import Any

Schema = dict[str, Any]

DEPTH = 8
BY_FORMAT = {
    "uuid": "019aa8f2-6b1c-7c3a-9d55-0f2b1c3d4e5f",
    "date-time": "2026-11-22T08:30:00Z",
    "date": "2026-11-22",
    "time": "08:30:00Z",
    "duration": "PT30M",
    "uri": "https://localhost/samsyn/v1",
    "uri-reference": "/samsyn/v1",
    "email": "kurator@exempel.se",
    "binary": "JVBERi0xLjc=",
    "byte": "JVBERi0xLjc=",
    "password": "ett-exempel-pa-losenord",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
}
BY_NAME = {
    "href": "/samsyn/v1/schools?page=1&limit=20",
    "allowedActions": "READ",
    "error": "invalid_client",
    "scope": "schools:read",
    "username": "rektor",
    "schoolYear": "2026/2027",
    "givenName": "Maja",
    "familyName": "Lindqvist",
}
CANDIDATES = (
    "2026/2027",
    "12345678",
    "000000",
    "0000",
    "BJ-26-014",
    "08:30",
    "sv",
    "SE",
    "F-3",
    "#1d5c72",
    "EXEMPEL",
    "exempel",
    "exempel:read",
    "A",
    "1",
    "0123456789abcdef",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
)


class NoExampleError(ValueError):
    """A string with a pattern that no known text fulfils: give the field an example of its own."""


def example_of(schema: Schema, components: dict[str, Schema], name: str = "", depth: int = 0) -> Any:
    """A value that the schema accepts. `components` are the document's `components.schemas`."""
    schema = _resolved(schema, components)
    given = _given(schema)
    if given is not None:
        return given
    if "allOf" in schema:
        parts = (_resolved(part, components) for part in schema["allOf"])
        return example_of(
            _merged([*parts, {k: v for k, v in schema.items() if k != "allOf"}]), components, name, depth
        )
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return _of_alternatives(schema[key], components, name, depth)
    return _of_type(schema, components, name, depth)


def _resolved(schema: Schema, components: dict[str, Schema]) -> Schema:
    while "$ref" in schema:
        rest = {key: value for key, value in schema.items() if key in ("example", "examples")}
        schema = {**components[schema["$ref"].rsplit("/", 1)[-1]], **rest}
    return schema


def _given(schema: Schema) -> Any:
    if "example" in schema:
        return schema["example"]
    if schema.get("examples"):
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    return schema.get("default")


def _merged(parts: list[Schema]) -> Schema:
    merged: Schema = {}
    for part in parts:
        properties = {**merged.get("properties", {}), **part.get("properties", {})}
        required = [*merged.get("required", []), *part.get("required", [])]
        merged = {**merged, **part, "properties": properties, "required": required}
    return merged


def _of_alternatives(options: list[Schema], components: dict[str, Schema], name: str, depth: int) -> Any:
    if depth >= DEPTH and {"type": "null"} in options:
        return None
    first = next((option for option in options if option.get("type") != "null"), None)
    return None if first is None else example_of(first, components, name, depth + 1)


def _of_type(schema: Schema, components: dict[str, Schema], name: str, depth: int) -> Any:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next(one for one in kind if one != "null")
    if kind == "object" or "properties" in schema:
        return _of_object(schema, components, depth)
    if kind == "array":
        return _of_array(schema, components, name, depth)
    if kind in ("integer", "number"):
        return _of_number(schema, kind)
    if kind == "string":
        return _of_string(schema, name)
    return {"boolean": True, "null": None}.get(str(kind), {})


def _of_object(schema: Schema, components: dict[str, Schema], depth: int) -> dict[str, Any]:
    if depth >= DEPTH:
        wanted = {k: v for k, v in schema.get("properties", {}).items() if k in schema.get("required", [])}
    else:
        wanted = schema.get("properties", {})
    return {name: example_of(inner, components, name, depth + 1) for name, inner in wanted.items()}


def _of_array(schema: Schema, components: dict[str, Schema], name: str, depth: int) -> list[Any]:
    if "prefixItems" in schema:
        return [example_of(item, components, name, depth + 1) for item in schema["prefixItems"]]
    count = max(int(schema.get("minItems", 0)), 0 if depth >= DEPTH else 1)
    item = example_of(schema.get("items", {}), components, name, depth + 1) if count else None
    return [item] * count


def _of_number(schema: Schema, kind: str) -> int | float:
    lowest: Any = schema.get("minimum", schema.get("exclusiveMinimum", 0))
    value: float = max(1, lowest + (1 if "exclusiveMinimum" in schema else 0))
    highest = schema.get("maximum", schema.get("exclusiveMaximum"))
    if highest is not None and value > highest - (1 if "exclusiveMaximum" in schema else 0):
        value = lowest
    return int(value) if kind == "integer" else value


def _of_string(schema: Schema, name: str) -> str:
    least, most = int(schema.get("minLength", 0)), schema.get("maxLength")
    texts = [BY_FORMAT.get(schema.get("format", "")), BY_NAME.get(name), "Exempel", *CANDIDATES]
    for text in texts:
        if text and least <= len(text) and (most is None or len(text) <= most) and _matches(schema, text):
            return text
    filled = "x" * max(least, 1)
    if _matches(schema, filled) and (most is None or len(filled) <= most):
        return filled
    raise NoExampleError(
        f"{name or 'a string'}: no example fits {schema.get('pattern', schema)}; give the field one"
    )


def _matches(schema: Schema, text: str) -> bool:
    return "pattern" not in schema or re.search(schema["pattern"], text) is not None
