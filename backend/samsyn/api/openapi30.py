"""The same contract in OpenAPI 3.0.3, for generators that do not read 3.1 yet."""

from typing import Any

VERSION = "3.0.3"
ONLY_31 = frozenset(
    [
        "$defs",
        "$schema",
        "$id",
        "$comment",
        "contentMediaType",
        "contentEncoding",
        "propertyNames",
        "if",
        "then",
        "else",
        "contains",
        "unevaluatedProperties",
        "patternProperties",
        "dependentRequired",
        "minContains",
    ]
)
NAMED = ("properties", "schemas")  # keys whose members are named by us: a field may be called `const`
VERBATIM = ("example", "default", "enum")


def downgrade_to_30(document: dict[str, Any]) -> dict[str, Any]:
    """A new document; the given one is left as it is. 3.0 has no webhooks: `x-webhooks`."""
    older: dict[str, Any] = _older(document)
    older["openapi"] = VERSION
    older.pop("jsonSchemaDialect", None)
    older["info"].pop("summary", None)
    older["info"].get("license", {}).pop("identifier", None)
    older.setdefault("components", {}).pop("pathItems", None)
    if "webhooks" in older:
        older["x-webhooks"] = older.pop("webhooks")
    return older


def _older(node: Any, named: bool = False) -> Any:
    if isinstance(node, list):
        return [_older(one) for one in node]
    if not isinstance(node, dict):
        return node
    if named:
        return {key: _older(value) for key, value in node.items()}
    if _is_null_union(node):
        return _older(_nullable(node))
    node = _plain(node)
    return {
        key: value if key in VERBATIM else _older(value, named=key in NAMED and isinstance(value, dict))
        for key, value in node.items()
    }


def _is_null_union(node: dict[str, Any]) -> bool:
    return any(
        isinstance(node.get(key), list) and {"type": "null"} in node[key] for key in ("anyOf", "oneOf")
    ) or isinstance(node.get("type"), list)


def _nullable(node: dict[str, Any]) -> dict[str, Any]:
    """`X or null` in the words of 3.0: the schema of X with `nullable`."""
    if isinstance(node.get("type"), list):
        kinds = [kind for kind in node["type"] if kind != "null"]
        rest = {key: value for key, value in node.items() if key != "type"}
        type_of = {"type": kinds[0]} if len(kinds) == 1 else {"anyOf": [{"type": kind} for kind in kinds]}
        return {**rest, **type_of, **({"nullable": True} if "null" in node["type"] else {})}
    key = "anyOf" if {"type": "null"} in node.get("anyOf", []) else "oneOf"
    options = [option for option in node[key] if option != {"type": "null"}]
    rest = {name: value for name, value in node.items() if name != key}
    if len(options) == 1 and "$ref" not in options[0]:
        return {**options[0], **rest, "nullable": True}
    return {**rest, ("allOf" if len(options) == 1 else key): options, "nullable": True}


def _plain(node: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in node.items() if key not in ONLY_31}
    if node.get("contentMediaType") == "application/octet-stream":
        plain["format"] = "binary"
    if "const" in plain:
        plain["enum"] = [plain.pop("const")]
    if plain.get("type") == "null":
        plain |= {"type": "string", "nullable": True, "enum": [None]}
    for key, plainly in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(plain.get(key), int | float) and not isinstance(plain.get(key), bool):
            plain |= {plainly: plain[key], key: True}
    if isinstance(plain.get("prefixItems"), list):
        plain["items"] = {"anyOf": plain.pop("prefixItems")}
    if "$ref" in plain and "summary" not in plain and plain.keys() - {"$ref", "description"}:
        plain = {"allOf": [{"$ref": plain.pop("$ref")}], **plain}
    if isinstance(plain.get("examples"), list):
        plain.setdefault("example", plain["examples"][0])
        del plain["examples"]
    return plain
