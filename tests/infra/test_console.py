"""What the command line does when nobody reads it any more."""

from __future__ import annotations

import os
import subprocess
import sys

from samsyn.core.settings import ROOT

TALKATIVE = """
import sys
from samsyn.cli.console import say, waiting
from samsyn.cli.program import Program, main
def chatter(settings, words):
    try:
        for number in range(100_000):
            say(f"line {number}")
    finally:
        say("tidied up")
        print("done", file=sys.stderr)
    return 0
sys.exit(main(Program(None, None, lambda: {"openapi": chatter}), ["openapi"]))
"""


def unread(*words: str) -> tuple[int, str]:
    """Exit code and complaints of Python with these words, its output a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, *words],
            stdout=writing,
            stderr=subprocess.PIPE,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "backend")},
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    return done.returncode, done.stderr


def test_help_that_nobody_reads_is_no_fault() -> None:
    assert unread("-m", "samsyn", "--help") == (0, "")


def test_a_command_ends_in_order_and_without_a_word() -> None:
    """What it has to tidy up is done, and may even say so."""
    assert unread("-c", TALKATIVE) == (141, "done\n")
