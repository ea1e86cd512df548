"""What is cut out of a function of the database."""

from __future__ import annotations

from tests.mutants.database import conjuncts

BODY = """ BEGIN RETURN QUERY SELECT c.id FROM ways c WHERE c.person = me()
  AND c.since <= (SELECT now()) AND (c.until IS NULL OR c.until > (SELECT now()))
  AND EXISTS (SELECT FROM posts a WHERE a.tenant = c.tenant AND a.kind = 'X'); END """


def without(part: str) -> str:
    (found,) = [BODY[:start] + BODY[end:] for start, end, said in conjuncts(BODY) if said == part]
    return " ".join(found.split())


def test_each_condition_is_cut_out_once() -> None:
    assert sorted(said for *_, said in conjuncts(BODY)) == [
        "(c.until IS NULL OR c.until > (SELECT now()))",
        "EXISTS (SELECT FROM posts a WHERE a.tenant = c.tenant AND a.kind = 'X')",
        "a.kind = 'X'",
        "a.tenant = c.tenant",
        "c.person = me()",
        "c.since <= (SELECT now())",
        "c.until > (SELECT now())",
        "c.until IS NULL",
    ]


def test_what_is_left_is_sql() -> None:
    assert "FROM ways c WHERE c.since <= (SELECT now()) AND (c.until" in without("c.person = me()")
    assert "AND (c.until > (SELECT now())) AND EXISTS" in without("c.until IS NULL")
    assert "AND (c.until IS NULL) AND EXISTS" in without("c.until > (SELECT now())")
    assert "posts a WHERE a.kind = 'X'); END" in without("a.tenant = c.tenant")
    assert "posts a WHERE a.tenant = c.tenant ); END" in without("a.kind = 'X'")
    assert "OR c.until > (SELECT now())) ; END" in without(
        "EXISTS (SELECT FROM posts a WHERE a.tenant = c.tenant AND a.kind = 'X')"
    )
