"""Sizes that keep the program readable and the pages light. Complexity is ruff's (C901, at most 10)."""

import ast
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PYTHON_FOLDERS = ("backend", "tools", "tests", "benchmarks")
FILE_LINES = 400
FUNCTION_LINES = 50
COMPONENT_LINES = 200
DIST = ROOT / "frontend" / "dist"
SHELL_KB = 220
ROUTE_KB = 280
CSS_KB = 25

Manifest = dict[str, dict[str, Any]]


def python_files() -> Iterator[Path]:
    for folder in PYTHON_FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))


def too_long_files(paths: Iterable[Path], limit: int) -> Iterator[str]:
    for path in paths:
        lines = len(path.read_text().splitlines())
        if lines > limit:
            yield f"{path.relative_to(ROOT)}: {lines} lines, at most {limit}"


def too_long_functions(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.end_lineno is None:
                continue
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
                yield f"{place}: {lines} lines, at most {FUNCTION_LINES}"


def components() -> Iterator[Path]:
    for path in sorted((ROOT / "frontend" / "src").rglob("*.tsx")):
        if "generated" not in path.parts and not path.name.endswith(".test.tsx"):
            yield path


def frontend_files() -> Iterator[Path]:
    for path in sorted((ROOT / "frontend" / "src").rglob("*.ts")):
        if "generated" not in path.parts:
            yield path


def closure(manifest: Manifest, start: str) -> set[str]:
    """Chunks that a browser loads together with this one: static imports, and theirs."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(manifest[name].get("imports", []))
    return found


def kilobytes(files: Iterable[str]) -> float:
    return sum(len(gzip.compress((DIST / file).read_bytes(), 9)) for file in files) / 1000


def heavy_pages(manifest: Manifest) -> Iterator[str]:
    shell = {name for name, chunk in manifest.items() if chunk.get("isEntry")}
    base = set().union(*(closure(manifest, name) for name in shell))
    pages = {
        name: base | closure(manifest, name)
        for name, chunk in manifest.items()
        if chunk.get("isDynamicEntry")
    }
    for name, chunks, limit in [("shell", base, SHELL_KB), *((n, c, ROUTE_KB) for n, c in pages.items())]:
        script = kilobytes(
            {manifest[chunk]["file"] for chunk in chunks if manifest[chunk]["file"].endswith(".js")}
        )
        style = kilobytes({css for chunk in chunks for css in manifest[chunk].get("css", [])})
        if script > limit:
            yield f"{name}: {script:.0f} kB JavaScript (gzip), at most {limit}"
        if style > CSS_KB:
            yield f"{name}: {style:.0f} kB CSS (gzip), at most {CSS_KB}"


def main() -> int:
    files = list(python_files())
    found = [*too_long_files(files, FILE_LINES), *too_long_functions(files)]
    found += [*too_long_files(components(), COMPONENT_LINES), *too_long_files(frontend_files(), FILE_LINES)]
    manifest = DIST / ".vite" / "manifest.json"
    if manifest.exists():
        found += heavy_pages(json.loads(manifest.read_text()))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
