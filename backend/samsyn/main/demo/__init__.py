"""The demo: two invented municipalities with a school year of life in them.

It is written by the program's own commands, as the people who would have done it, with the clock put to the
day it would have happened; only schools, staff and pupils are put in as an import would put them.
"""

from samsyn.main.demo.seed import seed_command

__all__ = ["seed_command"]
