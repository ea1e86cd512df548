"""C11: nothing of a case is shown to whom it points out, whatever else would show it to them.

Whom a case points out is hidden from that person, so a function of the database says which cases they are: of
whoever asks and of nobody else, once in a statement.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ARRAY, Uuid, all_, cast, func, select
from sqlalchemy.sql import ColumnElement

CASES_AGAINST_ME: Final = cast(select(func.cases_against_me()).scalar_subquery(), ARRAY(Uuid()))
CONCERNS_AGAINST_ME: Final = cast(select(func.concerns_against_me()).scalar_subquery(), ARRAY(Uuid()))


def not_against_me(case_id: Any) -> ColumnElement[bool]:
    """The case does not point out the caller."""
    outside: ColumnElement[bool] = case_id != all_(CASES_AGAINST_ME)
    return outside


def concern_not_against_me(concern_id: Any) -> ColumnElement[bool]:
    """No case that the concern led to points out the caller."""
    outside: ColumnElement[bool] = concern_id != all_(CONCERNS_AGAINST_ME)
    return outside
