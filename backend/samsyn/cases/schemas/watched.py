"""Bodies whose free text is read for words that usually stand in a journal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.alias_generators import to_camel

from samsyn.core.schema import Body, Chars

JournalReason = Annotated[str, Chars(0, 2_000)]


class Watched(Body):
    """``WATCHED``: the fields of free text, and those that hold Watched bodies."""

    WATCHED: ClassVar[tuple[str, ...]] = ()

    def watched(self, at: str = "") -> Iterator[tuple[str, str]]:
        """Each text with its pointer."""
        for name in self.WATCHED:
            yield from _texts(getattr(self, name), f"{at}/{to_camel(name)}")


class Guarded(Watched):
    """Kept out of ``model_dump``: the reason belongs to no column of the row."""

    journal_reason: JournalReason | None = Field(
        default=None,
        exclude=True,
        description="Why words that usually stand in a journal belong in the case; asked for with 422"
        " JOURNAL_CONTENT, and kept in the timeline.",
    )


def _texts(value: object, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Watched):
        yield from value.watched(at)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _texts(one, f"{at}/{place}")
