"""Codes that stand in a statement."""

from __future__ import annotations

import pytest
from sqlalchemy import ColumnClause, column, make_url, select

from samsyn.core.actor import Function
from samsyn.core.scope import Code, code

DRIVER = make_url("postgresql+psycopg://").get_dialect()()
SEEN: ColumnClause[str] = column("confidentiality")


def test_a_code_is_part_of_the_statement_and_no_value_of_it() -> None:
    statement = select(SEEN).where(code("K4") == SEEN, code(Function.TEACHER) != SEEN)
    sent = statement.compile(dialect=DRIVER)
    assert ("'K4'" in str(sent), "'TEACHER'" in str(sent)) == (True, True)
    assert sent.params == {}


def test_statements_with_other_codes_are_other_statements() -> None:
    strict, lax, again = (select(SEEN).where(code(one) == SEEN) for one in ("K4", "K2", "K4"))
    keys = [one._generate_cache_key() for one in (strict, lax, again)]
    assert keys[0] is not None
    assert keys[0] == keys[2] != keys[1]


@pytest.mark.parametrize("text", ["", "K4'", "' OR true --", "k4", "K4 ", "K4\n", "4", "Å", "K%s", "K\x00"])
def test_what_is_no_code_does_not_get_there(text: str) -> None:
    with pytest.raises(ValueError, match="not a code"):
        Code(text)
