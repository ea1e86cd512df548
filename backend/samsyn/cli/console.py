"""What a person at a terminal reads."""

import argparse
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

PATIENCE = 2.0
REMINDER = 10.0


class Stop(Exception):
    """A command cannot go on; the text says why and what to do, in one or two lines."""


def say(text: str) -> None:
    print(text, flush=True)


def complain(text: str) -> None:
    print(f"samsyn: {text}", file=sys.stderr, flush=True)


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Says what takes its time, once it has taken two seconds, and then every ten."""
    done = threading.Event()

    def remind() -> None:
        pause = PATIENCE
        while not done.wait(pause):
            say(f"{text} …")
            pause = REMINDER

    reminder = threading.Thread(target=remind, daemon=True)
    reminder.start()
    try:
        yield
    finally:
        done.set()
        reminder.join()


def no_words(name: str, words: Sequence[str]) -> None:
    """For commands that take none: `--help` is answered, anything else refused by argparse."""
    argparse.ArgumentParser(prog=f"samsyn {name}").parse_args(words)
