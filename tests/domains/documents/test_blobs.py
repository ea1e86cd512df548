"""A blob lies sealed in rows, opens only whole and in its order, and only for who sees what owns it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from uuid import UUID

import pytest

from samsyn.core.credential import token_hash
from samsyn.core.crypto import CHUNK_BYTES, CryptoError
from samsyn.core.errors import NotThere
from samsyn.core.guard import Unaudited
from samsyn.core.ids import uuid7
from samsyn.core.spool import Held, Source, Spool
from samsyn.core.work import Credential, Work
from samsyn.documents import keep_blob, one_blob, read_blob
from tests.conftest import Town

WORDS = "Åsa satt ensam på rasten. ".encode()
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 9 * CHUNK_BYTES + 5]


def content(size: int) -> bytes:
    return (WORDS * (size // len(WORDS) + 1))[:size]


def work_as(town: Town, persona: str) -> Work:
    credential = Credential.session(token_hash(town.world.tokens[persona]))
    return Work(town.runtime.engine, credential, runtime=town.runtime)


async def kept(town: Town, source: Source, persona: str = "rektor") -> UUID:
    async with work_as(town, persona) as work:
        await work.open()
        blob = await keep_blob(work, source, "application/pdf")
        await work.finish()
    return blob


async def opened(town: Town, blob: UUID, persona: str = "rektor") -> bytes:
    async with work_as(town, persona) as work:
        await work.open()
        work.log("test.read", "Blob", [blob])
        found = await read_blob(work, blob)
        await work.finish()
    return found


@pytest.fixture
def seen(town: Town) -> Iterator[None]:
    """An owner that everybody sees, in place of a table."""
    town.world.sql("CREATE POLICY seen ON blobs FOR SELECT USING (true)")
    yield
    town.world.sql("DROP POLICY seen ON blobs")


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("size", SIZES)
async def test_what_was_kept_comes_back(town: Town, size: int) -> None:
    blob = await kept(town, Held(content(size)))
    assert await opened(town, blob) == content(size)
    rows = town.world.sql("SELECT size, sha256, chunks FROM blobs WHERE id = %s", blob)
    digest = hashlib.sha256(content(size)).digest()
    assert rows == [(size, digest, max(1, -(-size // CHUNK_BYTES)))]


@pytest.mark.usefixtures("seen")
async def test_a_spool_is_kept_as_what_was_written_to_it(town: Town) -> None:
    with Spool() as spool:
        for start in range(0, 700_000, 7_001):
            spool.write(content(700_000)[start : start + 7_001])
        spool.done()
        blob = await kept(town, spool)
    assert await opened(town, blob) == content(700_000)


async def test_it_lies_sealed_and_in_chunks(town: Town) -> None:
    blob = await kept(town, Held(content(CHUNK_BYTES + 1)))
    rows = town.world.sql("SELECT sealed FROM blob_chunks WHERE blob_id = %s ORDER BY number", blob)
    assert len(rows) == 2
    assert all(WORDS not in bytes(sealed) for (sealed,) in rows)


async def test_without_an_owner_that_is_seen_nobody_opens_it(town: Town) -> None:
    blob = await kept(town, Held(b"x"))
    for persona in ("rektor", "admin", "kurator", "rektor-2"):
        with pytest.raises(NotThere):
            await opened(town, blob, persona)


@pytest.mark.usefixtures("seen")
async def test_another_municipality_never_opens_it(town: Town, other_town: Town) -> None:
    blob = await kept(town, Held(b"x"))
    with pytest.raises(NotThere):
        await opened(other_town, blob)


@pytest.mark.usefixtures("seen")
async def test_a_chunk_is_shut_where_its_blob_is(town: Town) -> None:
    blob = await kept(town, Held(b"x"))
    town.world.sql("ALTER POLICY seen ON blobs USING (false)")
    statement = "SELECT count(*) FROM blob_chunks WHERE blob_id = %s"
    async with work_as(town, "rektor") as work:
        await work.open()
        cursor = await (await work.raw()).execute(statement, (blob,))
        assert await cursor.fetchone() == (0,)


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE blob_chunks SET sealed = set_byte(sealed, 60, get_byte(sealed, 60) # 1) WHERE number = 0",
        "UPDATE blob_chunks SET number = 1 - number + 10; UPDATE blob_chunks SET number = number - 10",
        "UPDATE blobs SET chunks = 1",
    ],
    ids=["changed", "swapped", "cut short"],
)
async def test_harm_is_noticed(town: Town, harm: str) -> None:
    blob = await kept(town, Held(content(CHUNK_BYTES + 100)))
    for statement in harm.split("; "):
        key = "id" if "blobs" in statement else "blob_id"
        joined = "AND" if "WHERE" in statement else "WHERE"
        town.world.sql(f"{statement} {joined} {key} = '{blob}'")
    with pytest.raises(CryptoError):
        await opened(town, blob)


@pytest.mark.usefixtures("seen")
async def test_one_that_lost_a_chunk_is_not_there(town: Town) -> None:
    blob = await kept(town, Held(content(CHUNK_BYTES + 100)))
    town.world.sql("DELETE FROM blob_chunks WHERE blob_id = %s AND number = 1", blob)
    with pytest.raises(NotThere):
        await opened(town, blob)


@pytest.mark.usefixtures("seen")
async def test_it_is_not_read_in_silence(town: Town) -> None:
    blob = await kept(town, Held(b"x"))
    async with work_as(town, "rektor") as work:
        await work.open()
        await one_blob(work, blob)
        with pytest.raises(Unaudited):
            await work.finish()


class Lying(Held):
    """Says that it is larger than it is."""

    def __init__(self) -> None:
        super().__init__(b"x")
        self.size = CHUNK_BYTES + 1


async def test_what_is_not_of_its_size_is_not_kept(town: Town) -> None:
    with pytest.raises(ValueError, match="chunks"):
        await kept(town, Lying())
    assert town.world.sql("SELECT 1 FROM blobs WHERE tenant_id = %s", town.world.tenant) == []


async def test_the_program_may_neither_change_nor_delete_one(town: Town) -> None:
    rights = ("UPDATE", "DELETE", "TRUNCATE")
    for table in ("blobs", "blob_chunks"):
        for role in ("samsyn_app", "samsyn_worker"):
            asked = [town.world.sql("SELECT has_table_privilege(%s, %s, %s)", role, table, r) for r in rights]
            assert asked == [[(False,)]] * 3


def test_a_spool_reads_anywhere_and_leaves_no_words_on_the_disk() -> None:
    with Spool() as spool:
        spool.write(content(3 * CHUNK_BYTES + 17))
        spool.done()
        reader = spool.reader()
        reader.seek(-20, 2)
        assert reader.read() == content(3 * CHUNK_BYTES + 17)[-20:]
        reader.seek(CHUNK_BYTES - 3)
        assert reader.read(6) == content(3 * CHUNK_BYTES + 17)[CHUNK_BYTES - 3 : CHUNK_BYTES + 3]
        spool._file.seek(0)
        assert WORDS not in (spool._file.read() or b"")
        assert spool.sha256 == hashlib.sha256(content(3 * CHUNK_BYTES + 17)).digest()


async def test_an_id_that_names_nothing_is_not_there(town: Town) -> None:
    with pytest.raises(NotThere):
        await opened(town, uuid7())
