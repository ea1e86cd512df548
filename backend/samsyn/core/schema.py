"""What every body in and out has in common: camelCase, nothing unknown, NFC, no NUL, times with a zone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from annotated_types import GroupedMetadata
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

T = TypeVar("T")


NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL and halves of surrogate pairs: PostgreSQL has no place for them."""


def _clean(text: str) -> str:
    if NOT_STORABLE.search(text):
        raise PydanticCustomError("null_character", "not storable")
    return unicodedata.normalize("NFC", text)


NUMBER = re.compile(r"[+-]?[0-9_.]+(e[+-]?[0-9]+)?", re.IGNORECASE)
"""Text that Pydantic would read as seconds since 1970."""


def _only_text(value: Any) -> Any:
    if isinstance(value, int | float) or (isinstance(value, str) and NUMBER.fullmatch(value.strip())):
        raise PydanticCustomError("datetime_parsing", "numbers are not times")
    return value


def _utc(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Chars(GroupedMetadata):
    """``Annotated[str, Chars(1, 140)]``: so many characters, trimmed, NFC, nothing that cannot be stored.

    Every string that comes in must be of such a type (a test holds it).
    """

    low: int
    high: int
    pattern: str | None = None

    def __iter__(self) -> Iterator[object]:
        yield from StringConstraints(
            min_length=self.low, max_length=self.high, strip_whitespace=True, pattern=self.pattern
        )
        yield AfterValidator(_clean)


Name = Annotated[str, Chars(1, 140)]
"""A short name or title."""
Line = Annotated[str, Chars(1, 300)]
Prose = Annotated[str, Chars(1, 20_000)]
"""Free text."""
Reason = Annotated[str, Chars(3, 2_000)]
"""Why something is undone, closed or overridden."""

Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_only_text),
    PlainSerializer(_utc, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time", "example": "2026-11-22T10:42:00.000Z"}),
]
"""RFC 3339 with an offset in, ``Z`` out; naive times and numbers are refused."""

Day = Annotated[
    date,
    BeforeValidator(_only_text),
    WithJsonSchema({"type": "string", "format": "date", "example": "2026-11-22"}),
]


class Body(BaseModel):
    """What is sent to us: unknown fields are refused, strings are strict."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=False,
        extra="forbid",
        str_strip_whitespace=True,
        allow_inf_nan=False,
        frozen=True,
    )


class Out(BaseModel):
    """What we send: every field present, null where empty."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, from_attributes=True, extra="ignore"
    )


class Link(Out):
    href: str = Field(description="Absolute path on this host.")


class Links(Out):
    """Links of a single object."""

    self: Link


class Resource(Out):
    """A single object: its own address and what this caller may do with it now."""

    links: Links = Field(alias="_links")
    allowed_actions: Sequence[str] = Field(description="What this caller may do with it right now.")


class PageLinks(Out):
    """Links of a list; null where there is no such page."""

    self: Link
    first: Link
    prev: Link | None
    next: Link | None


class PageMeta(Out):
    """``totalRecords`` is null where counting is dear."""

    page: int | None
    limit: int
    count: int
    next_cursor: str | None
    total_records: int | None


class Page(Out, Generic[T]):
    """A list. Out of range is an empty page, not an error."""

    items: list[T]
    meta: PageMeta = Field(alias="_meta")
    links: PageLinks = Field(alias="_links")


class ActingPage(Page[T], Generic[T]):
    """A list that also says what this caller may do with the whole of it, such as adding to it."""

    allowed_actions: Sequence[str] = Field(description="What this caller may do with the list as a whole.")

    @classmethod
    def of(cls, page: Page[T], actions: Iterable[str]) -> ActingPage[T]:
        return cls(items=page.items, meta=page.meta, links=page.links, allowed_actions=sorted(actions))


class Named(Out):
    """An id with its name, where one is mentioned in another object."""

    id: UUID
    name: str


BASE_PATH = "/samsyn/v1"


def self_link(path: str) -> Links:
    """Links of an object at ``path`` below the API's root."""
    return Links(self=Link(href=f"{BASE_PATH}{path}"))
