"""Lists: ``limit`` with ``page`` or an opaque cursor; keyset under the hood; the id breaks ties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from sqlalchemy import Select, func, select, tuple_

from samsyn.core.cursor import decode, encode
from samsyn.core.errors import BadPaging
from samsyn.core.schema import Link, Page, PageLinks, PageMeta
from samsyn.core.work import Work

T = TypeVar("T")
MAX_LIMIT, MAX_CLIENT_LIMIT, MAX_DEPTH = 100, 1000, 10_000


@dataclass(frozen=True, slots=True)
class Paging:
    """What the caller asked for. ``page`` is 1 when only ``limit`` was given."""

    limit: int
    page: int | None
    cursor: str | None
    sort: str | None
    request: Request


async def paging(
    request: Request,
    limit: Annotated[int, Query(description="Rows per page.", json_schema_extra={"example": 20})] = 20,
    page: Annotated[
        int | None, Query(description="Page number from 1.", json_schema_extra={"example": 1})
    ] = None,
    cursor: Annotated[
        str | None, Query(max_length=600, description="Opaque; from `_meta.nextCursor`.")
    ] = None,
    sort: Annotated[
        str | None, Query(max_length=60, description="Field to sort by; `-` first for descending.")
    ] = None,
) -> Paging:
    """Raises BadPaging; what a caller may ask at most depends on whether it is a system."""
    work: Work = request.scope["samsyn.work"]
    most = MAX_CLIENT_LIMIT if work.actor.kind == "CLIENT" else MAX_LIMIT
    wrong = not 1 <= limit <= most or (page is not None and cursor is not None)
    if wrong or (page or 1) * limit > MAX_DEPTH:
        raise BadPaging
    return Paging(limit, None if cursor else (page if page is not None else 1), cursor, sort, request)


ThePaging = Annotated[Paging, Depends(paging)]


@dataclass(frozen=True, slots=True)
class Order:
    """Allowed sort fields of a list: public name → column (never null). ``tie`` is the id column."""

    name: str
    columns: dict[str, Any]
    default: str
    tie: Any

    def pick(self, asked: str | None) -> tuple[str, Any, bool]:
        chosen = asked or self.default
        down, field = chosen.startswith("-"), chosen.removeprefix("-")
        if field not in self.columns:
            raise BadPaging
        return chosen, self.columns[field], down


async def listed(
    work: Work,
    statement: Select[Any],
    order: Order,
    asked: Paging,
    show: Callable[[Any], T],
    *,
    values: dict[str, Any] | None = None,
    rows_of: Callable[[Any], Sequence[Any]] | None = None,
    total: bool = False,
) -> Page[T]:
    """One page of ``statement`` as ``show(row)``. ``total`` counts all rows: for short lists only.

    ``sort_value`` and ``tie_value`` are added to each row as its last two columns.
    """
    chosen, column, down = order.pick(asked.sort)
    counted = await _count(work, statement, values) if total else None
    wanted = statement.add_columns(column.label("sort_value"), order.tie.label("tie_value"))
    if asked.cursor is not None:
        wanted = wanted.where(_after(work, asked.cursor, order, chosen))
    ends = (column.desc(), order.tie.desc()) if down else (column.asc(), order.tie.asc())
    wanted = wanted.order_by(None).order_by(*ends).limit(asked.limit + 1)
    page = asked.page
    if page is not None and page < 1:
        return _page(asked, [], None, counted)
    if page is not None:
        wanted = wanted.offset((page - 1) * asked.limit)
    rows = list((await work.execute(wanted, values or {})).all())
    return page_of(work, rows, order.name, chosen, asked, show, total=counted)


def page_of(
    work: Work,
    rows: list[Any],
    name: str,
    chosen: str,
    asked: Paging,
    show: Callable[[Any], T],
    *,
    total: int | None = None,
) -> Page[T]:
    """A page from rows that are fetched already, one more than asked where there are more.

    Each row carries ``sort_value`` and ``tie_value``; ``name`` and ``chosen`` bind the cursor to the list.
    """
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    key = work.runtime.cursor_keys[0]
    ends_at = (rows[-1].sort_value, rows[-1].tie_value) if more else ()
    next_cursor = encode(ends_at, key, name=name, sort=chosen) if more else None
    return _page(asked, [show(r) for r in rows], next_cursor, total)


def sliced(asked: Paging, rows: Sequence[Any], show: Callable[[Any], T]) -> Page[T]:
    """One page of a short list that was worked out rather than stored; it has pages and no cursor."""
    if asked.cursor is not None or asked.sort is not None:
        raise BadPaging
    page = asked.page or 1
    if page < 1:
        return _page(asked, [], None, len(rows))
    start = (page - 1) * asked.limit
    shown = [show(row) for row in rows[start : start + asked.limit]]
    answer = _page(asked, shown, None, len(rows))
    if start + asked.limit < len(rows):
        answer.links.next = _at(asked, page=page + 1)
    return answer


async def _count(work: Work, statement: Select[Any], values: dict[str, Any] | None) -> int:
    options = statement.get_execution_options()
    inner = statement.order_by(None).subquery()
    count = select(func.count()).select_from(inner).execution_options(**options)
    return int(await work.scalar(count, values or {}))


def _after(work: Work, cursor: str, order: Order, chosen: str) -> Any:
    values = decode(cursor, work.runtime.cursor_keys, name=order.name, sort=chosen)
    _, column, down = order.pick(chosen)
    position, here = tuple_(*values), tuple_(column, order.tie)
    return here < position if down else here > position


def _page(asked: Paging, items: list[T], next_cursor: str | None, total: int | None) -> Page[T]:
    meta = PageMeta(
        page=asked.page, limit=asked.limit, count=len(items), next_cursor=next_cursor, total_records=total
    )
    return Page(items=items, meta=meta, links=_links(asked, next_cursor))


def _at(asked: Paging, **place: Any) -> Link:
    """The same list at another place."""
    root = asked.request.scope.get("root_path", "")
    path = root + asked.request.scope["path"].removeprefix(root)
    kept = [(k, v) for k, v in asked.request.query_params.multi_items() if k not in ("page", "cursor")]
    query = urlencode([*kept, *place.items()])
    return Link(href=f"{path}?{query}" if query else path)


def _links(asked: Paging, next_cursor: str | None) -> PageLinks:
    here = {"cursor": asked.cursor} if asked.cursor else {"page": asked.page}
    back = _at(asked, page=asked.page - 1) if asked.page is not None and asked.page > 1 else None
    following = _at(asked, cursor=next_cursor) if next_cursor else None
    return PageLinks(self=_at(asked, **here), first=_at(asked, page=1), prev=back, next=following)
