"""What a person at a terminal reads."""

import argparse
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

PATIENCE = 2.0
REMINDER = 10.0


class Stop(Exception):
    """A command cannot go on; the text says why and what to do, in one or two lines."""


class Unread(Exception):
    """Whoever read our output has gone, as `| head` does when it has enough."""


def say(text: str) -> None:
    """Raises Unread, once: what is said after that goes nowhere."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _hush()
        raise Unread from None


def end_of_output() -> None:
    """Writes what still waits to be written, so that the interpreter has nothing left to complain about."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _hush()


def _hush() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def complain(text: str) -> None:
    print(f"samsyn: {text}", file=sys.stderr, flush=True)


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Says what takes its time, once it has taken two seconds, and then every ten."""
    done = threading.Event()

    def remind() -> None:
        pause = PATIENCE
        with suppress(Unread):
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
