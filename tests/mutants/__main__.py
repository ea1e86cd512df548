"""`make mutants`: takes away each lock in turn, and sees whether the tests notice.

Words after the command choose mutants by a part of their name: `python -m tests.mutants cases/policy`.
What was noticed before in unchanged files is not tried again; `--again` forgets that, `--list` only lists.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time

from tests.figures import keep
from tests.mutants.loop import UNDECIDED
from tests.mutants.plan import Mutant, of_database, of_sources
from tests.mutants.runner import Workshop
from tests.mutants.suites import ROOT
from tests.mutants.tries import SURVIVED, Trial, Tries

PLACE = ROOT / "var" / "mutants"
MARKS = "<!-- mutants:start -->", "<!-- mutants:end -->"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("parts", nargs="*", help="parts of names; nothing: all")
    parser.add_argument("--again", action="store_true", help="forget what was noticed before")
    parser.add_argument("--list", action="store_true", help="name them, try none")
    parser.add_argument("--figures", action="store_true", help="keep the table of what is known, try none")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after this long; go on next time")
    parser.add_argument("--share", default="", help="K/N: this process tries the K-th of N shares")
    parser.add_argument("--workers", type=int, default=2, help="that many processes side by side")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    file = PLACE / "tried.json"
    PLACE.mkdir(parents=True, exist_ok=True)
    if chosen.again:
        file.unlink(missing_ok=True)
    if not (chosen.share or chosen.list or chosen.figures):
        _side_by_side(chosen)
    workshop = Workshop(PLACE / f"shop{chosen.share.partition('/')[0]}")
    with workshop.open():
        every = [*of_sources(), *of_database(workshop.data)]
        wanted = [m for m in every if _wanted(m, chosen.parts) and not m.changes_nothing]
        if chosen.list:
            print("\n".join(m.name for m in wanted), f"\n{len(wanted)} mutants")
            return 0
        if chosen.share:
            trial = Trial(workshop, Tries(file), time.monotonic() + chosen.seconds)
            trial.run(_share(wanted, *map(int, chosen.share.split("/"))))
            return 0
    return report(every, Tries(file).known)


def _side_by_side(chosen: argparse.Namespace) -> None:
    """Raises SystemExit when one of them broke down."""
    words = [sys.executable, "-m", "tests.mutants", f"--seconds={chosen.seconds}", *chosen.parts]
    shares = [f"--share={number}/{chosen.workers}" for number in range(1, chosen.workers + 1)]
    running = [subprocess.Popen([*words, share], cwd=ROOT) for share in shares]
    try:
        codes = [one.wait() for one in running]
        if any(codes):
            sys.exit("a share broke down")
    finally:
        for one in running:
            one.terminate()


def _share(mutants: list[Mutant], number: int, of: int) -> list[Mutant]:
    """Whole groups, so that what one mutant teaches helps the next."""
    groups = sorted({m.group if m.source else m.name[:16] for m in mutants})
    mine = set(groups[number - 1 :: of])
    return [m for m in mutants if (m.group if m.source else m.name[:16]) in mine]


def _wanted(mutant: Mutant, parts: list[str]) -> bool:
    return not parts or any(part in mutant.name for part in parts)


HEAD = """\
| what | mutants | tried | noticed | change nothing | survived | not tried |
| --- | --: | --: | --: | --: | --: | --: |"""


def report(mutants: list[Mutant], known: dict[str, str]) -> int:
    """Prints the table of all that is known, and keeps it. 1 when one survived."""
    lines = [HEAD, *(_line(group, of, known) for group, of in _grouped(mutants).items())]
    lines.append(_line("**all**", mutants, known))
    print("\n".join(lines))
    keep(MARKS, lines)
    return int(any(known.get(m.key) == SURVIVED for m in mutants if not m.changes_nothing))


def _grouped(mutants: list[Mutant]) -> dict[str, list[Mutant]]:
    groups: dict[str, list[Mutant]] = {}
    for mutant in sorted(mutants, key=lambda m: m.group):
        groups.setdefault(mutant.group, []).append(mutant)
    return groups


def _line(name: str, mutants: list[Mutant], known: dict[str, str]) -> str:
    equal = sum(m.changes_nothing for m in mutants)
    outcomes = [known.get(m.key, UNDECIDED) for m in mutants if not m.changes_nothing]
    tried = [one for one in outcomes if one != UNDECIDED]
    alive = tried.count(SURVIVED)
    figures = len(mutants), len(tried), len(tried) - alive, equal, alive, len(outcomes) - len(tried)
    return f"| {name} | {' | '.join(map(str, figures))} |"


if __name__ == "__main__":
    sys.exit(main())
