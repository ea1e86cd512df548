"""Lock 2: a statement on guarded rows that did not start at a scope never reaches the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import (
    DDL,
    Executable,
    column,
    delete,
    exists,
    func,
    insert,
    lambda_stmt,
    lateral,
    literal_column,
    select,
    table,
    text,
    union_all,
    update,
)
from sqlalchemy.orm import aliased, make_transient_to_detached

from samsyn.core.contents import HARMLESS
from samsyn.core.guard import Unscoped
from samsyn.core.ids import uuid7
from samsyn.core.models import IdempotencyKey
from samsyn.core.scope import MARK, TENANT, Scope, scoped
from samsyn.core.work import Work
from samsyn.organisation import School
from tests.locks.conftest import Post
from tests.locks.models import ONE_LETTER, Letter, Notice, Remark

LETTER: Any = Letter.__table__
ESCAPES: dict[str, Callable[[], Any]] = {
    "entity": lambda: select(Letter),
    "internal entity": lambda: select(Notice),
    "column": lambda: select(Letter.title),
    "count": lambda: select(func.count()).select_from(Letter),
    "core table": lambda: select(Letter.__table__),
    "exists": lambda: select(School).where(exists().where(Letter.school_id == School.id)),
    "alias": lambda: select(aliased(Letter)),
    "cte": lambda: select(select(Letter.id).cte()),
    "lateral": lambda: select(School, lateral(select(Remark.body))),
    "union": lambda: union_all(select(Letter.id), select(Remark.id)),
    "scalar subquery": lambda: select(School.name, select(func.max(Letter.title)).scalar_subquery()),
    "subquery under a label": lambda: select(select(Letter.title).scalar_subquery().label("x")),
    "implicit join": lambda: select(School.id).where(Letter.title == "x"),
    "implicit join of an alias": lambda: select(School.id).where(aliased(Letter).title == "x"),
    "join": lambda: select(School).join(Letter, Letter.school_id == School.id),
    "order by": lambda: select(School.id).order_by(select(Letter.title).scalar_subquery()),
    "group by": lambda: select(func.count()).select_from(School).group_by(Letter.title),
    "having": lambda: select(func.count(School.id)).having(exists(select(Letter.id))),
    "for update of": lambda: select(School).with_for_update(of=Letter.id),
    "text": lambda: text("SELECT * FROM lock_letters"),
    "text with columns": lambda: text("SELECT id FROM lock_letters").columns(Letter.id),
    "text in where": lambda: select(School).where(text("EXISTS (SELECT FROM lock_letters)")),
    "text in from": lambda: select(column("title")).select_from(text("lock_letters")),
    "literal column": lambda: select(literal_column("(SELECT title FROM lock_letters LIMIT 1)")),
    "table by name": lambda: select(column("title")).select_from(table("lock_letters", column("title"))),
    "from statement": lambda: select(Letter).from_statement(text("SELECT * FROM lock_letters")),
    "prefix": lambda: select(School.id).prefix_with("(SELECT title FROM lock_letters LIMIT 1),"),
    "suffix": lambda: select(School.id).suffix_with("UNION SELECT id FROM lock_letters"),
    "statement hint": lambda: select(School.id).with_statement_hint("UNION SELECT id FROM lock_letters"),
    "hint": lambda: select(School.id).with_hint(School, "UNION SELECT id FROM lock_letters"),
    "operator": lambda: select(School.id).where(School.name.op("IN (SELECT '') OR '' =")("x")),
    "yes-no operator": lambda: select(School.id).where(School.name.bool_op("IN (SELECT '') OR '' =")("x")),
    "bulk update": lambda: update(Letter).values(title="x"),
    "bulk delete": lambda: delete(Remark),
    "core insert": lambda: insert(LETTER).values(title="x"),
    "insert from select": lambda: insert(IdempotencyKey).from_select(["key"], select(Letter.title)),
    "update by subquery": lambda: update(School).values(name=select(Letter.title).scalar_subquery()),
    "delete by subquery": lambda: delete(IdempotencyKey).where(exists(select(Letter.id))),
    "returning": lambda: insert(IdempotencyKey).returning(select(Letter.title).scalar_subquery()),
    "scope of one, join of another": lambda: ONE_LETTER.join(
        Remark, Remark.letter_id == Letter.id
    ).with_only_columns(Remark.body),
    "scope of one, subquery": lambda: ONE_LETTER.add_columns(select(Remark.body).scalar_subquery()),
    "scope of one, write to another": lambda: update(Remark).values(body="x").execution_options(
        **ONE_LETTER.get_execution_options()
    ),
    "scope and text": lambda: ONE_LETTER.add_columns(text("(SELECT body FROM lock_remarks LIMIT 1)")),
    "scope and order by text": lambda: ONE_LETTER.order_by(text("(SELECT body FROM lock_remarks LIMIT 1)")),
    "text as DDL": lambda: DDL("UPDATE lock_letters SET title = 'x'"),  # type: ignore[no-untyped-call]  # as SQLAlchemy has it
    "lambda": lambda: lambda_stmt(lambda: select(Letter)),
}  # fmt: skip


@pytest.mark.parametrize("name", ESCAPES)
async def test_a_statement_without_scope_is_refused(name: str, shared_post: Post) -> None:
    async with shared_post.work() as work:
        await work.open()
        with pytest.raises(Unscoped):
            await work.execute(ESCAPES[name](), {"key": shared_post.letter})


OF_ONE_S_OWN: dict[str, Callable[[], Any]] = {
    "update": lambda: update(Letter).where(Letter.tenant_id == TENANT).values(title="x"),
    "delete": lambda: delete(Letter).where(Letter.tenant_id == TENANT),
    "insert": lambda: insert(Letter).from_select(
        ["title"], select(Letter.title).where(Letter.tenant_id == TENANT)
    ),
}


@pytest.mark.parametrize("name", OF_ONE_S_OWN)
async def test_no_scope_lets_a_bulk_write_pass(name: str, shared_post: Post) -> None:
    """It would leave neither stamps nor a line in the log."""
    async with shared_post.work() as work:
        await work.open()
        with pytest.raises(Unscoped, match="bulk write"):
            await work.execute(scoped(OF_ONE_S_OWN[name](), Letter))


async def test_a_bulk_write_to_what_is_not_guarded_passes(shared_post: Post) -> None:
    async with shared_post.work() as work:
        await work.open()
        await work.execute(delete(IdempotencyKey).where(IdempotencyKey.tenant_id == work.tenant))


async def test_counting_all_rows_is_not_hand_written(shared_post: Post) -> None:
    """The star of ``count(*)`` is the one literal column that passes."""
    async with shared_post.work() as work:
        await work.open()
        assert await work.scalar(select(func.count()).select_from(IdempotencyKey)) == 0


@pytest.mark.parametrize(
    "function", ["set_config", "query_to_xml", "ts_stat", "find_account", "pg_read_file"]
)
async def test_functions_that_take_sql_or_change_the_caller_are_refused(
    function: str, shared_post: Post
) -> None:
    called = getattr(func, function)("SELECT title FROM lock_letters")
    for statement in (
        select(called),
        select(School).where(called.is_(None)),
        called,
        called.table_valued("x"),
    ):
        async with shared_post.work() as work:
            await work.open()
            with pytest.raises(Unscoped):
                await work.execute(statement if isinstance(statement, Executable) else select(statement))


def test_no_function_that_reaches_out_passes_for_harmless(shared_post: Post) -> None:
    """Ours that run with other rights, and PostgreSQL's that run SQL given as text, read files or sleep."""
    rows = shared_post.world.sql(
        """SELECT DISTINCT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE prosecdef OR provolatile = 'v'
              OR (nspname = 'pg_catalog' AND proname ~ '(xml|^ts_|^lo_|^pg_)')"""
    )
    found = {row[0] for row in rows}
    assert len(found) > 300
    assert found & HARMLESS == set()


WAYS: dict[str, Callable[[Work, Post], Awaitable[Any]]] = {
    "get": lambda work, post: work.get(Letter, (post.world.tenant, post.letter)),
    "get_one": lambda work, post: work.get_one(Letter, (post.world.tenant, post.letter)),
    "scalars": lambda work, _: work.scalars(select(Letter)),
    "scalar": lambda work, _: work.scalar(select(Letter.title)),
    "stream": lambda work, _: work.stream(select(Letter)),
    "stream_scalars": lambda work, _: work.stream_scalars(select(Letter)),
    "merge": lambda work, post: work.merge(Letter(tenant_id=post.world.tenant, id=post.letter)),
    "connection": lambda work, _: work.connection(),
    "run_sync": lambda work, _: work.run_sync(lambda s: s.execute(select(Letter)).all()),
    "option at the call": lambda work, _: work.execute(
        select(Letter), execution_options={MARK: Scope(frozenset({LETTER}))}
    ),
}


@pytest.mark.parametrize("name", WAYS)
async def test_no_way_of_the_session_goes_round(name: str, shared_post: Post) -> None:
    async with shared_post.work() as work:
        await work.open()
        with pytest.raises(Unscoped):
            await WAYS[name](work, shared_post)


@pytest.mark.parametrize(
    "name", ["connection", "bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings", "query"]
)
async def test_the_synchronous_half_is_shut_too(name: str, shared_post: Post) -> None:
    async with shared_post.work() as work:
        await work.open()
        with pytest.raises(Unscoped):
            getattr(work.sync_session, name)([Letter(title="x")])


def _detached(post: Post) -> Letter:
    letter = Letter(tenant_id=post.world.tenant, id=post.letter, version=1)
    make_transient_to_detached(letter)
    return letter


async def test_an_object_that_was_never_read_cannot_be_loaded_by_its_key(shared_post: Post) -> None:
    """A row may be named without a select; what it holds must still come through a scope."""
    async with shared_post.work("larare-2") as work:
        await work.open()
        with pytest.raises(Unscoped):
            work.add(_detached(shared_post))
        with pytest.raises(Unscoped):
            await work.merge(_detached(shared_post), load=False)


async def test_an_object_that_was_read_may_be_read_again_and_counts_as_read(shared_post: Post) -> None:
    async with shared_post.work() as work:
        await work.open()
        letter = await work.one_or_none(ONE_LETTER, key=shared_post.letter)
        work.log("letter.read", "Letter", [letter.id])
        await work.finish()
        assert not work.touched
        await work.open()
        await work.refresh(letter)
        assert work.touched


@pytest.mark.parametrize(
    "loose",
    [
        lambda: select(Letter),
        lambda: select(Letter).where(Letter.tenant_id != TENANT),
        lambda: select(Letter).where(Letter.tenant_id == TENANT, exists(select(Remark.id))),
        lambda: select(Letter).join(Remark, Remark.letter_id == Letter.id).where(Letter.tenant_id == TENANT),
    ],
)
def test_a_scope_names_the_tenant_of_every_table(loose: Callable[[], Any]) -> None:
    with pytest.raises(TypeError, match="names the tenant of lock_"):
        scoped(loose(), Letter, Remark)


async def test_case_material_is_never_deleted(shared_post: Post) -> None:
    async with shared_post.work() as work:
        await work.open()
        letter = await work.one_or_none(ONE_LETTER, key=shared_post.letter)
        await work.delete(letter)
        with pytest.raises(Unscoped):
            await work.flush()


async def test_the_values_of_a_scope_come_from_the_actor_only(shared_post: Post) -> None:
    """Whoever passes parameters of somebody else's gets one's own all the same."""
    schools = list(shared_post.world.schools.values())
    forged = {"actor_tenant": shared_post.world.tenant, "actor_triage_units": schools}
    async with shared_post.work("kurator") as work:
        await work.open()
        mine = await work.one_or_none(ONE_LETTER, key=shared_post.letter, **forged)
        other = await work.one_or_none(ONE_LETTER, key=shared_post.letter_b, **forged)
        assert mine.id == shared_post.letter
        assert other is None


async def test_what_is_not_guarded_and_what_is_scoped_passes(shared_post: Post) -> None:
    """So that the refusals above are not because everything is refused."""
    async with shared_post.work() as work:
        await work.open()
        assert len(list(await work.scalars(select(School)))) == 2
        assert await work.scalar(select(func.count(School.id))) == 2
        letter = await work.one_or_none(ONE_LETTER, key=shared_post.letter)
        assert letter.student_id == shared_post.student
        made = Remark(tenant_id=work.tenant, id=uuid7(), letter_id=letter.id, body="x")
        work.add(made)
        await work.flush()
        assert made.created_by == work.actor.id
