"""`make chaos`: kills the database and the web process in turn while people write.

20 kills by default, the second half of them beneath `samsyn run`; the figures go into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import statistics
import sys

from tests.chaos.storm import WRITERS, Account, storm
from tests.figures import keep

MARKS = "<!-- chaos:start -->", "<!-- chaos:end -->"
KILLS = 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=1, help="of the moments of the kills")
    chosen = parser.parse_args()
    account = storm(chosen.kills, chosen.seed, lambda line: print(line, flush=True))
    lines = table(account)
    print("\n".join(lines))
    for line in [*account.wrong, *(f"{count} × {what}" for what, count in account.half.items())]:
        print(line)
    if chosen.kills >= KILLS:
        keep(MARKS, lines)
    return 0 if account.is_whole else 1


def table(account: Account) -> list[str]:
    kills = ", ".join(f"{name} {count}" for name, count in account.kills.items())
    rows = {
        f"kills under the load of {WRITERS} writers": f"{sum(account.kills.values())} ({kills})",
        "writes acknowledged": account.acknowledged,
        "readings acknowledged": account.reads,
        "requests sent, repetitions included": account.tries,
        "answers to a repetition of what was already done": account.replayed,
        "answers that nobody expected": len(account.wrong),
        "acknowledged writes and logged readings lost": account.lost,
        "written twice": account.doubled,
        "done by half (case, head, timeline, circle, number, access log)": sum(account.half.values()),
    }
    for name, pauses in account.pauses.items():
        what = f"seconds until the next acknowledged write, {name} killed (median, longest)"
        rows[what] = f"{statistics.median(pauses):.1f}, {max(pauses):.1f}"
    return ["| what | figure |", "| --- | --: |", *(f"| {what} | {said} |" for what, said in rows.items())]


if __name__ == "__main__":
    sys.exit(main())
