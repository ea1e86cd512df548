"""Writes the table of settings in docs/deployment.md from `Settings`; --check only compares."""

import sys
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from samsyn.core.settings import PREFIX, ROOT, Settings

PAGE = ROOT / "docs" / "deployment.md"
BEGIN = "<!-- settings: written by tools/settings_table.py -->\n"
END = "<!-- /settings -->"


def default(value: Any) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, bool):
        return f"`{int(value)}`"
    if isinstance(value, Path) and value.is_relative_to(ROOT):
        return f"`{value.relative_to(ROOT)}`"
    return f"`{value}`"


def row(name: str, field: FieldInfo) -> str:
    return f"| `{PREFIX}{name.upper()}` | {default(field.default)} | {field.description} |"


def main() -> int:
    rows = [row(name, field) for name, field in Settings.model_fields.items()]
    table = "\n".join(["| setting | default | meaning |", "| --- | --- | --- |", *rows]) + "\n"
    text = PAGE.read_text()
    before, rest = text.split(BEGIN)
    wanted = before + BEGIN + table + END + rest.split(END)[1]
    if "--check" not in sys.argv:
        PAGE.write_text(wanted)
    elif text != wanted:
        print("the settings in docs/deployment.md are not those of the program: run `make fmt`")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
