"""Links between cases, and the levels at which something has been tried along a chain of them."""

from enum import StrEnum
from typing import Final


class LinkKind(StrEnum):
    """What the case that the link goes from is to the other: it goes on from it, it was raised out of it (a
    group's case out of a pupil's), or the two concern the same group."""

    CONTINUES = "CONTINUES"
    RAISED_FROM = "RAISED_FROM"
    SAME_GROUP = "SAME_GROUP"


class LinkSide(StrEnum):
    """Where the case stands that is looked from. ``BOTH``: the link has no direction."""

    FROM = "FROM"
    TO = "TO"
    BOTH = "BOTH"


LONGEST_CHAIN: Final = 25
"""Cases: a chain that is longer says that links are used for something else."""


def side_of(kind: str, *, goes_from_here: bool) -> LinkSide:
    if kind == LinkKind.SAME_GROUP:
        return LinkSide.BOTH
    return LinkSide.FROM if goes_from_here else LinkSide.TO
