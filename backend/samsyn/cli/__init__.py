"""The command `samsyn`: what an operator does in a terminal. One file per command.

Commands that need domains are given by `samsyn.main` through `Program`, as this layer lies below it.
"""

from samsyn.cli.program import Program, main

__all__ = ["Program", "main"]
