"""Sealed values, wrapped keys and keyed marks."""

from __future__ import annotations

import base64
import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.crypto import (
    CHUNK_BYTES,
    CryptoError,
    KeyedHasher,
    MasterKey,
    Sealer,
    SecretFileError,
    UnknownDataKey,
    WrappedKey,
    chunk_count,
    is_wrapped_by,
    new_data_key,
    read_secret,
    rewrap,
    write_secret,
)

MASTER = MasterKey(os.urandom(32))
KEYS = [new_data_key(MASTER, 1, 1), new_data_key(MASTER, 2, 1)]
SEALER = Sealer(MASTER, KEYS)
ROW, OTHER = uuid4(), uuid4()


class TestCells:
    @given(st.binary(max_size=400), st.uuids(), st.text(max_size=20), st.text(max_size=20))
    def test_what_is_sealed_opens_again(self, plain: bytes, row: UUID, table: str, column: str) -> None:
        sealed = SEALER.seal(1, table, row, column, plain)
        assert SEALER.open(1, table, row, column, sealed) == plain
        assert len(sealed) == len(plain) + 33

    def test_text_keeps_its_letters(self) -> None:
        sealed = SEALER.seal_text(1, "notes", ROW, "body", "Åsa är trött – öva läsning")
        assert SEALER.open_text(1, "notes", ROW, "body", sealed) == "Åsa är trött – öva läsning"
        assert "trött".encode() not in sealed

    def test_the_same_text_never_looks_the_same(self) -> None:
        seen = {SEALER.seal(1, "notes", ROW, "body", b"same") for _ in range(50)}
        assert len(seen) == 50

    @pytest.mark.parametrize(
        "place",
        [
            (2, "notes", ROW, "body"),
            (1, "cases", ROW, "body"),
            (1, "notes", OTHER, "body"),
            (1, "notes", ROW, "title"),
        ],
        ids=["organiser", "table", "row", "column"],
    )
    def test_moved_ciphertext_does_not_open(self, place: tuple[int, str, UUID, str]) -> None:
        sealed = SEALER.seal(1, "notes", ROW, "body", b"secret")
        with pytest.raises(CryptoError):
            SEALER.open(*place, sealed)

    def test_moved_ciphertext_does_not_open_even_under_the_same_data_key(self) -> None:
        """The place is bound to the value, not only to the key."""
        twin = Sealer(MASTER, KEYS)
        twin._keys[2, 1] = twin._keys[1, 1]
        sealed = twin.seal(1, "notes", ROW, "body", b"secret")
        with pytest.raises(CryptoError, match="does not open here"):
            twin.open(2, "notes", ROW, "body", sealed)

    @given(st.data())
    def test_any_changed_bit_is_noticed(self, data: st.DataObject) -> None:
        sealed = bytearray(SEALER.seal(1, "notes", ROW, "body", b"secret text"))
        at = data.draw(st.integers(0, len(sealed) - 1))
        sealed[at] ^= 1 << data.draw(st.integers(0, 7))
        with pytest.raises(CryptoError):
            SEALER.open(1, "notes", ROW, "body", bytes(sealed))

    @given(st.binary(max_size=60))
    def test_junk_is_refused_by_name(self, junk: bytes) -> None:
        with pytest.raises(CryptoError):
            SEALER.open(1, "notes", ROW, "body", junk)

    def test_an_organiser_without_a_key_cannot_seal(self) -> None:
        with pytest.raises(UnknownDataKey):
            SEALER.seal(3, "notes", ROW, "body", b"x")

    def test_errors_do_not_quote_the_content(self) -> None:
        sealed = SEALER.seal(1, "notes", ROW, "body", b"secret")
        with pytest.raises(CryptoError) as caught:
            SEALER.open(1, "notes", OTHER, "body", sealed)
        assert "secret" not in str(caught.value)
        assert caught.value.__cause__ is None


class TestDataKeys:
    def test_old_versions_open_and_the_newest_seals(self) -> None:
        old = SEALER.seal(1, "notes", ROW, "body", b"before")
        grown = Sealer(MASTER, [*KEYS, new_data_key(MASTER, 1, 2)])
        new = grown.seal(1, "notes", ROW, "body", b"after")
        assert grown.open(1, "notes", ROW, "body", old) == b"before"
        assert grown.open(1, "notes", ROW, "body", new) == b"after"
        assert (grown.is_current(1, old), grown.is_current(1, new)) == (False, True)

    def test_keys_given_in_any_order(self) -> None:
        second = new_data_key(MASTER, 1, 2)
        one, other = Sealer(MASTER, [*KEYS, second]), Sealer(MASTER, [second, *KEYS])
        assert other.is_current(1, one.seal(1, "notes", ROW, "body", b"x"))

    def test_a_process_that_has_not_heard_of_the_new_key_says_so_and_learns(self) -> None:
        second = new_data_key(MASTER, 1, 2)
        late, early = Sealer(MASTER, KEYS), Sealer(MASTER, [*KEYS, second])
        sealed = early.seal(1, "notes", ROW, "body", b"x")
        with pytest.raises(UnknownDataKey):
            late.open(1, "notes", ROW, "body", sealed)
        late.learn([second])
        assert late.open(1, "notes", ROW, "body", sealed) == b"x"

    def test_the_version_in_the_value_cannot_be_rewritten(self) -> None:
        sealer = Sealer(MASTER, [*KEYS, new_data_key(MASTER, 1, 2)])
        sealer._keys[1, 2] = sealer._keys[1, 1]
        sealed = sealer.seal(1, "notes", ROW, "body", b"x")
        with pytest.raises(CryptoError):
            sealer.open(1, "notes", ROW, "body", sealed[:4] + b"\x01" + sealed[5:])

    def test_two_new_keys_differ(self) -> None:
        sealed = Sealer(MASTER, [new_data_key(MASTER, 1, 1)]).seal(1, "t", ROW, "c", b"x")
        with pytest.raises(CryptoError):
            Sealer(MASTER, [new_data_key(MASTER, 1, 1)]).open(1, "t", ROW, "c", sealed)

    @pytest.mark.parametrize("stolen", [(2, 1), (1, 2)], ids=["other organiser", "other version"])
    def test_a_wrapped_key_opens_only_as_what_it_is(self, stolen: tuple[int, int]) -> None:
        with pytest.raises(CryptoError):
            Sealer(MASTER, [WrappedKey(*stolen, KEYS[0].wrapped)])

    def test_a_damaged_or_strange_wrapped_key_is_refused(self) -> None:
        for wrapped in (b"", b"\x02" + KEYS[0].wrapped[1:], KEYS[0].wrapped[:-1]):
            with pytest.raises(CryptoError):
                Sealer(MASTER, [WrappedKey(1, 1, wrapped)])

    @pytest.mark.parametrize("version", [0, -1, 1 << 32])
    def test_versions_count_from_one(self, version: int) -> None:
        with pytest.raises(CryptoError):
            new_data_key(MASTER, 1, version)


class TestMasterKey:
    def test_created_loaded_and_private(self, tmp_path: Path) -> None:
        path = tmp_path / "master.key"
        made = MasterKey.create(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert len(base64.b64decode(path.read_bytes())) == 32
        assert MasterKey.load(path).ids == made.ids
        assert [p.name for p in tmp_path.iterdir()] == ["master.key"]

    def test_never_overwritten(self, tmp_path: Path) -> None:
        path = tmp_path / "master.key"
        ids = MasterKey.create(path).ids
        with pytest.raises(SecretFileError, match="already exists"):
            MasterKey.create(path)
        assert MasterKey.load(path).ids == ids

    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o620])
    def test_a_file_that_others_may_touch_is_refused(self, tmp_path: Path, mode: int) -> None:
        path = tmp_path / "master.key"
        MasterKey.create(path)
        path.chmod(mode)
        with pytest.raises(SecretFileError, match="chmod 600"):
            MasterKey.load(path)

    def test_a_file_owned_by_somebody_else_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "master.key"
        MasterKey.create(path)
        real, uid = os.fstat, os.geteuid() + 4711

        def foreign(descriptor: int) -> os.stat_result:
            fields = list(real(descriptor))
            fields[stat.ST_UID] = uid
            return os.stat_result(fields)

        monkeypatch.setattr("samsyn.core.crypto.secretfile.os.fstat", foreign)
        with pytest.raises(SecretFileError, match=f"owned by uid {uid}"):
            MasterKey.load(path)

    def test_missing_directory_and_pipe_are_refused(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe", 0o600)
        for name in ("nothing", "", "pipe"):
            with pytest.raises(SecretFileError):
                MasterKey.load(tmp_path / name)

    @pytest.mark.parametrize(
        "content",
        [b"", b"\n", b"password", base64.b64encode(b"x" * 31), base64.b64encode(bytes(32)), b"\xff" * 44],
        ids=["empty", "blank", "word", "short", "zeros", "not base64"],
    )
    def test_what_is_no_key_is_refused_without_being_quoted(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "master.key"
        write_secret(path, content)
        with pytest.raises(SecretFileError, match="not a master key") as caught:
            MasterKey.load(path)
        assert "password" not in str(caught.value)

    def test_the_same_key_twice_is_refused(self) -> None:
        key = os.urandom(32)
        with pytest.raises(CryptoError):
            MasterKey(key, key)

    def test_a_failed_write_leaves_nothing_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError("no space left on device")

        monkeypatch.setattr("samsyn.core.crypto.secretfile.os.fsync", full)
        with pytest.raises(OSError, match="no space"):
            write_secret(tmp_path / "key", b"x")
        assert list(tmp_path.iterdir()) == []

    def test_a_large_file_is_not_read_whole(self, tmp_path: Path) -> None:
        write_secret(tmp_path / "key", b"x" * 65 * 1024)
        with pytest.raises(SecretFileError, match="not a key"):
            read_secret(tmp_path / "key")

    def test_neither_printed_nor_pickled(self, tmp_path: Path) -> None:
        path = tmp_path / "master.key"
        master = MasterKey.create(path)
        assert path.read_text().strip() not in repr(master)
        with pytest.raises(TypeError):
            pickle.dumps(master)

    def test_subkeys_differ_by_purpose_and_organiser(self) -> None:
        made = {MASTER.subkey("a"), MASTER.subkey("b"), MASTER.subkey("a", 1), MASTER.subkey("a", 2)}
        assert len(made) == 4
        assert MASTER.subkey("a", 11) != MASTER.subkey("a/1", 1)

    def test_rotation_online(self, tmp_path: Path) -> None:
        """Old values stay readable at every step; the retired key opens nothing any more."""
        path = tmp_path / "master.key"
        old = MasterKey.create(path)
        wrapped = new_data_key(old, 1, 1)
        sealed = Sealer(old, [wrapped]).seal(1, "notes", ROW, "body", b"kept")
        both = MasterKey.rotate(path)
        assert both.ids[1:] == old.ids
        assert Sealer(MasterKey.load(path), [wrapped]).open(1, "notes", ROW, "body", sealed) == b"kept"
        moved = rewrap(both, wrapped)
        assert (is_wrapped_by(both, wrapped), is_wrapped_by(both, moved)) == (False, True)
        new = MasterKey.retire(path)
        assert new.ids == both.ids[:1]
        assert Sealer(new, [moved]).open(1, "notes", ROW, "body", sealed) == b"kept"
        for stranger, key in ((new, wrapped), (old, moved)):
            with pytest.raises(CryptoError, match="not in the key file"):
                Sealer(stranger, [key])
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


class TestChunks:
    @pytest.mark.parametrize(
        ("size", "count"), [(0, 1), (1, 1), (CHUNK_BYTES, 1), (CHUNK_BYTES + 1, 2), (10 * CHUNK_BYTES, 10)]
    )
    def test_count(self, size: int, count: int) -> None:
        assert chunk_count(size) == count

    @given(st.lists(st.binary(max_size=50), min_size=1, max_size=6), st.uuids())
    def test_a_blob_opens_again(self, parts: list[bytes], blob: UUID) -> None:
        total = len(parts)
        rows = [SEALER.seal_chunk(1, blob, n, total, part) for n, part in enumerate(parts)]
        assert [SEALER.open_chunk(1, blob, n, total, row) for n, row in enumerate(rows)] == parts

    @pytest.mark.parametrize(
        "place",
        [(2, ROW, 1, 112), (1, OTHER, 1, 112), (1, ROW, 2, 112), (1, ROW, 1, 111), (1, ROW, 11, 12)],
        ids=["organiser", "blob", "order", "cut short", "shifted boundary"],
    )
    def test_a_moved_chunk_does_not_open(self, place: tuple[int, UUID, int, int]) -> None:
        sealed = SEALER.seal_chunk(1, ROW, 1, 112, b"part")
        assert SEALER.open_chunk(1, ROW, 1, 112, sealed) == b"part"
        with pytest.raises(CryptoError):
            SEALER.open_chunk(*place, sealed)

    def test_a_chunk_is_not_a_cell(self) -> None:
        sealed = SEALER.seal_chunk(1, ROW, 0, 1, b"part")
        with pytest.raises(CryptoError):
            SEALER.open(1, str(ROW), ROW, "0", sealed)

    @pytest.mark.parametrize(("number", "total"), [(-1, 1), (1, 1), (0, 0)])
    def test_impossible_numbers_are_refused(self, number: int, total: int) -> None:
        with pytest.raises(CryptoError):
            SEALER.seal_chunk(1, ROW, number, total, b"")

    def test_an_oversized_chunk_is_refused(self) -> None:
        SEALER.seal_chunk(1, ROW, 0, 1, bytes(CHUNK_BYTES))
        with pytest.raises(CryptoError):
            SEALER.seal_chunk(1, ROW, 0, 1, bytes(CHUNK_BYTES + 1))


class TestMarks:
    HASHER = KeyedHasher(MASTER)

    @given(st.text(max_size=40))
    def test_the_same_value_gives_the_same_mark(self, value: str) -> None:
        mark = self.HASHER.blind_index(1, value)
        assert mark == KeyedHasher(MASTER).blind_index(1, value)
        assert len(mark) == 32
        assert value == "" or value.encode() not in mark or len(value.encode()) == 1

    def test_marks_differ_by_value_organiser_purpose_and_key(self) -> None:
        elsewhere = KeyedHasher(MasterKey(os.urandom(32)))
        marks = {
            self.HASHER.blind_index(1, "a"),
            self.HASHER.blind_index(1, "b"),
            self.HASHER.blind_index(2, "a"),
            self.HASHER.blind_index(1, "a", purpose="username"),
            elsewhere.blind_index(1, "a"),
        }
        assert len(marks) == 5

    def test_candidates_find_what_an_older_key_indexed(self, tmp_path: Path) -> None:
        path = tmp_path / "master.key"
        stored = KeyedHasher(MasterKey.create(path)).blind_index(1, "a")
        both = KeyedHasher(MasterKey.rotate(path))
        assert both.blind_index(1, "a") != stored
        assert both.blind_index_candidates(1, "a") == (both.blind_index(1, "a"), stored)

    @pytest.mark.parametrize("kind", ["fingerprint", "signature"])
    def test_made_and_recognised(self, kind: str, tmp_path: Path) -> None:
        path = tmp_path / "master.key"
        MasterKey.create(path)
        make, check = _pair(KeyedHasher(MasterKey.load(path)), kind)
        mark = make("orders", b"data")
        _, check_after_rotation = _pair(KeyedHasher(MasterKey.rotate(path)), kind)
        _, check_after_retirement = _pair(KeyedHasher(MasterKey.retire(path)), kind)
        assert check("orders", b"data", mark)
        assert check_after_rotation("orders", b"data", mark)
        assert not check_after_retirement("orders", b"data", mark)
        assert not check("orders", b"Data", mark)
        assert not check("others", b"data", mark)
        assert not check("orders", b"data", mark[:-1])
        assert not check("orders", b"data", b"")

    def test_a_fingerprint_is_no_signature(self) -> None:
        assert not self.HASHER.verify("p", b"data", self.HASHER.fingerprint("p", b"data"))


def _pair(
    hasher: KeyedHasher, kind: str
) -> tuple[Callable[[str, bytes], bytes], Callable[[str, bytes, bytes], bool]]:
    if kind == "signature":
        return hasher.sign, hasher.verify
    return hasher.fingerprint, hasher.fingerprint_matches
