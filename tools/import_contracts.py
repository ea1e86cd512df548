"""Writes the import-linter contracts of pyproject.toml from the packages that exist; --check only compares.

The order of the layers is decided here, by hand; a package that is in no layer is an error.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = ROOT / "pyproject.toml"
PACKAGE = ROOT / "backend" / "samsyn"
BEGIN = "# ---- contracts: written by tools/import_contracts.py\n"

HIGH_TO_LOW = (
    ("__main__",),
    ("main",),
    ("api", "worker", "cli"),
    ("integrations",),
    ("accountability",),
    ("reports",),
    ("programmes",),
    ("plans",),
    ("wheel",),
    ("goals",),
    ("analyses",),
    ("indicators",),
    ("meetings",),
    ("cases",),
    ("legal",),
    ("students", "teams"),
    ("identity",),
    ("organisation",),
    ("documents",),
    ("core",),
)
NOT_DOMAINS = {"main", "__main__", "api", "worker", "cli", "core"}


def existing() -> set[str]:
    """Top-level packages and modules with a source file of their own."""
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    return packages | {path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__"}


def contracts(found: set[str]) -> str:
    """TOML. Raises SystemExit when a package has no layer."""
    homeless = found - {name for layer in HIGH_TO_LOW for name in layer}
    if homeless:
        raise SystemExit(
            f"no layer for {', '.join(sorted(homeless))}: decide one in tools/import_contracts.py"
        )
    layers = [" | ".join(name for name in layer if name in found) for layer in HIGH_TO_LOW]
    domains = [name for layer in reversed(HIGH_TO_LOW) for name in layer if name in found - NOT_DOMAINS]
    return (
        BEGIN
        + HEAD.format(layers="".join(f'    "{layer}",\n' for layer in layers if layer))
        + "".join(PROTECTED.format(domain=domain) for domain in domains)
    )


HEAD = """
[tool.importlinter]
root_package = "samsyn"
include_external_packages = true
exclude_type_checking_imports = false

[[tool.importlinter.contracts]]
name = "Domains import downwards only"
type = "layers"
containers = ["samsyn"]
exhaustive = true
layers = [
{layers}]

[[tool.importlinter.contracts]]
name = "Rules are pure"
type = "forbidden"
source_modules = ["samsyn.*.rules"]
forbidden_modules = ["sqlalchemy", "fastapi", "psycopg", "httpx"]
allow_indirect_imports = true
unmatched_ignore_imports_alerting = "none"
"""

PROTECTED = """
[[tool.importlinter.contracts]]
name = "Only what {domain} exports"
type = "protected"
protected_modules = ["samsyn.{domain}.*"]
allowed_importers = ["samsyn.{domain}", "samsyn.{domain}.**"]
as_packages = false
"""


def main() -> int:
    text = PYPROJECT.read_text()
    wanted = text.split(BEGIN)[0].rstrip("\n") + "\n\n" + contracts(existing())
    if text == wanted:
        return 0
    if "--check" in sys.argv:
        print("the import contracts in pyproject.toml are not those of the packages: run `make fmt`")
        return 1
    PYPROJECT.write_text(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
