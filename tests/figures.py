"""Puts a table between its marks in docs/benchmarks.md, with the commit it belongs to."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIGURES = ROOT / "docs" / "benchmarks.md"


def keep(marks: tuple[str, str], lines: Sequence[str]) -> None:
    start, end = marks
    before, _, rest = FIGURES.read_text(encoding="utf-8").partition(start)
    command = ["git", "rev-parse", "--short", "HEAD"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    commit, table = said.stdout.strip() or "unknown", "\n".join(lines)
    new = f"{before}{start}\nAt commit `{commit}`:\n\n{table}\n{end}{rest.partition(end)[2]}"
    FIGURES.write_text(new, encoding="utf-8")
