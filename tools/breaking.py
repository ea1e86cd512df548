"""Refuses a change of openapi/openapi.json that would break a client of the last release (tag `v*`).

Direction matters: a request may ask for less and take more, an answer may hold more and leave nothing out.
A new major version may break; the old one is closed only after its notice (docs/api-profile.md).
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = "openapi/openapi.json"
METHODS = ("get", "put", "post", "patch", "delete")
LOWEST = ("minimum", "exclusiveMinimum", "minLength", "minItems")
HIGHEST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")

Node = dict[str, Any]


class Comparison:
    """What in `new` would break somebody who was made for `old`, in `found`."""

    def __init__(self, old: Node, new: Node) -> None:
        self.old, self.new = old, new
        self.found: list[str] = []
        self._seen: set[tuple[str, str, bool]] = set()
        for path, item in old["paths"].items():
            for method in METHODS:
                if method in item:
                    self._operation(
                        f"{method.upper()} {path}", item[method], new["paths"].get(path, {}).get(method)
                    )

    def _say(self, where: str, what: str) -> None:
        self.found.append(f"{where}: {what}")

    def _operation(self, where: str, old: Node, new: Node | None) -> None:
        if new is None:
            return self._say(where, "the operation is gone")
        if old.get("operationId") != new.get("operationId"):
            self._say(where, f"operationId {old.get('operationId')} became {new.get('operationId')}")
        for scheme in schemes(old) - schemes(new):
            self._say(where, f"no longer open to {scheme}")
        self._parameters(where, parameters(old), parameters(new))
        self._request(f"{where} request", old.get("requestBody"), new.get("requestBody"))
        self._responses(where, old["responses"], new["responses"])
        return None

    def _parameters(self, where: str, old: dict[str, Node], new: dict[str, Node]) -> None:
        for name in old.keys() - new.keys():
            self._say(where, f"parameter {name} is gone")
        for name, parameter in new.items():
            if parameter.get("required") and not old.get(name, {}).get("required"):
                self._say(where, f"parameter {name} is now required")
            if name in old:
                schemas = old[name].get("schema", {}), parameter.get("schema", {})
                self._schema(f"{where} {name}", *schemas, request=True)

    def _request(self, where: str, old: Node | None, new: Node | None) -> None:
        if new is not None and new.get("required") and not (old or {}).get("required"):
            self._say(where, "a body is now required")
        if old is not None:
            self._content(where, old.get("content", {}), (new or {}).get("content", {}), request=True)

    def _responses(self, where: str, old: Node, new: Node) -> None:
        for code, response in old.items():
            if code not in new:
                if code.startswith("2"):
                    self._say(where, f"no longer answers {code}")
                continue
            before, after = resolved(self.old, response), resolved(self.new, new[code])
            for name in before.get("headers", {}).keys() - after.get("headers", {}).keys():
                self._say(f"{where} {code}", f"header {name} is gone")
            contents = before.get("content", {}), after.get("content", {})
            self._content(f"{where} {code}", *contents, request=False)

    def _content(self, where: str, old: Node, new: Node, *, request: bool) -> None:
        for media_type, media in old.items():
            if media_type not in new:
                self._say(where, f"{media_type} is gone")
            else:
                schemas = media.get("schema", {}), new[media_type].get("schema", {})
                self._schema(where, *schemas, request=request)

    def _schema(self, where: str, old: Node, new: Node, *, request: bool) -> None:
        key = (json.dumps(old, sort_keys=True), json.dumps(new, sort_keys=True), request)
        if key in self._seen:
            return
        self._seen.add(key)
        old, new = resolved(self.old, old), resolved(self.new, new)
        self._kinds(where, old, new, request)
        self._limits(where, old, new, request)
        self._values(where, old, new, request)
        self._fields(where, old, new, request)
        if "items" in old and "items" in new:
            self._schema(f"{where}[]", old["items"], new["items"], request=request)

    def _kinds(self, where: str, old: Node, new: Node, request: bool) -> None:
        """The alternatives: a request must take all it took, an answer must hold no other than before."""
        before, after = kinds(old), kinds(new)
        lost, gained = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
        if request and lost and "any" not in after:
            self._say(where, f"no longer takes {', '.join(lost)}")
        if not request and gained and "any" not in before:
            self._say(where, f"may now be {', '.join(gained)}")
        for kind in before.keys() & after.keys():
            if before[kind] is not old:
                self._schema(where, before[kind], after[kind], request=request)

    def _limits(self, where: str, old: Node, new: Node, request: bool) -> None:
        if not request:
            return
        for name in LOWEST:
            if name in new and (name not in old or new[name] > old[name]):
                self._say(where, f"{name} is now {new[name]}")
        for name in HIGHEST:
            if name in new and (name not in old or new[name] < old[name]):
                self._say(where, f"{name} is now {new[name]}")
        for name in ("pattern", "format"):
            if name in new and new[name] != old.get(name):
                self._say(where, f"{name} is now {new[name]}")

    def _values(self, where: str, old: Node, new: Node, request: bool) -> None:
        before, after = values(old), values(new)
        if request and after is not None and (before is None or before - after):
            self._say(where, f"no longer takes {', '.join(sorted((before or {'any text'}) - after))}")
        if not request and before is not None and (after is None or after - before):
            self._say(where, f"may now hold {', '.join(sorted((after or {'any text'}) - before))}")

    def _fields(self, where: str, old: Node, new: Node, request: bool) -> None:
        before, after = old.get("properties", {}), new.get("properties", {})
        had, has = set(old.get("required", [])), set(new.get("required", []))
        for name in before.keys() - after.keys():
            self._say(where, f"field {name} is gone")
        for name in (has - had) if request else (had - has) & after.keys():
            self._say(where, f"field {name} is now {'required' if request else 'left out at times'}")
        for name in before.keys() & after.keys():
            self._schema(f"{where}.{name}", before[name], after[name], request=request)


def resolved(document: Node, schema: Node) -> Node:
    while "$ref" in schema:
        node: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            node = node[step.replace("~1", "/").replace("~0", "~")]
        schema = node
    return schema


def kinds(schema: Node) -> dict[str, Node]:
    """Alternatives by what tells them apart: the type or the schema's name."""
    options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if options:
        return {str(option.get("$ref", option.get("type", "any"))): option for option in options}
    kind = schema.get("type", "any")
    return dict.fromkeys(kind if isinstance(kind, list) else [kind], schema)


def values(schema: Node) -> set[str] | None:
    if "const" in schema:
        return {str(schema["const"])}
    return {str(value) for value in schema["enum"]} if "enum" in schema else None


def schemes(operation: Node) -> set[str]:
    """How one may sign in; `nobody` where it is public."""
    return {name for one in operation.get("security", []) for name in one} or {"nobody"}


def parameters(operation: Node) -> dict[str, Node]:
    return {f"{one['name']} in {one['in']}": one for one in operation.get("parameters", [])}


def breaks(old: Node, new: Node) -> Iterator[str]:
    """Nothing where the major version is another: then clients know."""
    if old["info"]["version"].split(".")[0] == new["info"]["version"].split(".")[0]:
        yield from sorted(set(Comparison(old, new).found))


def git(*arguments: str) -> str | None:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def main() -> int:
    tag = git("describe", "--tags", "--abbrev=0", "--match", "v*")
    released = git("show", f"{tag}:{DOCUMENT}") if tag else None
    if released is None:
        print(f"no release with {DOCUMENT} yet: nothing can break")
        return 0
    found = list(breaks(json.loads(released), json.loads((ROOT / DOCUMENT).read_text())))
    for line in found:
        print(f"breaks clients of {tag}: {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
