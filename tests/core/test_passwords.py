"""Passwords: hashed slowly but never so many at once that the machine suffers."""

from __future__ import annotations

import asyncio
import re
import threading
import unicodedata
from collections.abc import Coroutine, Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core import passwords
from samsyn.core.errors import Busy
from samsyn.core.passwords import (
    MAX_LENGTH,
    QUEUE,
    THREADS,
    PasswordProblem,
    hash_password,
    needs_rehash,
    password_problem,
    verify_password,
    wait_after,
)

GOOD = "gröna båtar i november"


class TestHashing:
    async def test_there_and_back(self) -> None:
        stored = await hash_password(GOOD)
        assert await verify_password(stored, GOOD)
        assert not await verify_password(stored, GOOD + " ")
        assert not await verify_password(stored, GOOD.upper())
        assert not await verify_password(stored, "")
        assert not needs_rehash(stored)

    async def test_parameters_are_the_owasp_minimum(self) -> None:
        stored = await hash_password(GOOD)
        assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert stored != await hash_password(GOOD)
        assert GOOD not in stored

    async def test_composed_and_decomposed_letters_are_the_same(self) -> None:
        stored = await hash_password(unicodedata.normalize("NFD", GOOD))
        assert await verify_password(stored, unicodedata.normalize("NFC", GOOD))

    def test_weaker_hashes_are_found(self) -> None:
        assert needs_rehash(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD))

    @pytest.mark.parametrize(
        "stored", ["", "junk", "$argon2id$v=19$m=19456,t=2,p=1$", "$2b$12$abcdefghijklmnopqrstuv"]
    )
    async def test_a_damaged_hash_fits_nothing(self, stored: str) -> None:
        assert not await verify_password(stored, GOOD)

    async def test_an_unknown_user_costs_the_same_work(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stored = await hash_password(GOOD)
        counted = _Counting()
        monkeypatch.setattr(passwords, "_hasher", counted)
        assert not await verify_password(None, GOOD)
        assert not await verify_password(stored, "something else")
        assert not await verify_password(stored, "x" * (MAX_LENGTH + 1))
        assert counted.parameters == ["m=19456,t=2,p=1"] * 3

    async def test_a_password_beyond_the_limit_is_never_hashed_whole(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counted = _Counting()
        monkeypatch.setattr(passwords, "_hasher", counted)
        await verify_password(None, "x" * 5_000_000)
        assert counted.longest == MAX_LENGTH


class _Counting:
    """The real hasher, with a record of what it was asked to do."""

    def __init__(self) -> None:
        self._real = passwords._hasher
        self.parameters: list[str] = []
        self.longest = 0

    def hash(self, password: str) -> str:
        made = self._real.hash(password)
        self._note(made, password)
        return made

    def verify(self, stored: str, password: str) -> bool:
        self._note(stored, password)
        return self._real.verify(stored, password)

    def _note(self, stored: str, password: str) -> None:
        self.parameters.append(stored.split("$")[3])
        self.longest = max(self.longest, len(password))


class _Blocking:
    """A hasher that stands still until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.entered = threading.Semaphore(0)
        self.lock = threading.Lock()
        self.running = self.most = 0

    def hash(self, password: str) -> str:
        with self.lock:
            self.running += 1
            self.most = max(self.most, self.running)
        self.entered.release()
        assert self.go.wait(20)
        with self.lock:
            self.running -= 1
        return password


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Blocking]:
    blocking = _Blocking()
    monkeypatch.setattr(passwords, "_hasher", blocking)
    yield blocking
    blocking.go.set()


async def refused(work: Coroutine[object, object, object]) -> None:
    """At once: a caller that waits instead of being refused fails the test."""
    with pytest.raises(Busy):
        await asyncio.wait_for(work, 5)


class TestFlood:
    async def test_two_at_a_time_and_then_busy(self, hasher: _Blocking) -> None:
        waiting = [asyncio.create_task(hash_password(str(n))) for n in range(QUEUE)]
        await asyncio.to_thread(lambda: [hasher.entered.acquire(timeout=20) for _ in range(THREADS)])
        await refused(hash_password("one too many"))
        await refused(verify_password(None, "one too many"))
        hasher.go.set()
        assert await asyncio.gather(*waiting) == [str(n) for n in range(QUEUE)]
        assert hasher.most == THREADS
        assert await hash_password("room again") == "room again"

    async def test_who_hangs_up_does_not_make_room(self, hasher: _Blocking) -> None:
        """Otherwise opening and closing connections fills the memory."""
        waiting = [asyncio.create_task(hash_password(str(n))) for n in range(QUEUE)]
        await asyncio.to_thread(lambda: [hasher.entered.acquire(timeout=20) for _ in range(THREADS)])
        for task in waiting[:THREADS]:
            task.cancel()
        await asyncio.gather(*waiting[:THREADS], return_exceptions=True)
        await refused(hash_password("still full"))
        hasher.go.set()
        await asyncio.gather(*waiting[THREADS:])
        assert await hash_password("room again") == "room again"


class TestChoice:
    @pytest.mark.parametrize(
        "password",
        [
            GOOD,
            "korrekt häst batteri",
            "Tr0ub4dor&3xyz",
            "vinterfotbollspsykologen",
            "8 apor äter 9 äpplen",
            "sommar på skolan 7b",
            "ñandú-øre-ćevap",
        ],
    )
    def test_good(self, password: str) -> None:
        assert password_problem(password, "astrid.ek") is None

    @pytest.mark.parametrize("password", ["", "kort", "elva tecken", "a" * 11])
    def test_too_short(self, password: str) -> None:
        assert password_problem(password) is PasswordProblem.TOO_SHORT

    def test_twelve_are_enough(self) -> None:
        assert password_problem("tolv teckén!") is None

    def test_decomposed_letters_count_once(self) -> None:
        assert password_problem(unicodedata.normalize("NFD", "ååååååöööäx")) is PasswordProblem.TOO_SHORT

    def test_too_long(self) -> None:
        assert password_problem("ab cd ef gh " * 20) is PasswordProblem.TOO_LONG
        assert password_problem("lång fras! " * 18) is None

    @pytest.mark.parametrize(
        "password",
        [
            "password1234",
            "P@ssw0rd2026!",
            "Lösenord1234",
            "losenord-2026",
            "Sommar2026!!",
            "Vinter2026Vinter",
            "HöstenSkolan1",
            "välkommen123!",
            "Elevhälsan2026",
            "samsynSamsyn",
            "qwertyuiopåa",
            "poiuytrewq00",
            "asdfghjkl2026",
            "123456789012",
            "198112189876",
            "2026-11-22 10",
            "aaaaaaaaaaaa",
            "abababababab",
            "abcdefghijklm",
            "!!!!!!!!!!!!!!",
            "iloveyou1234",
        ],
    )
    def test_too_common(self, password: str) -> None:
        assert password_problem(password) is PasswordProblem.TOO_COMMON

    def test_the_user_s_own_name(self) -> None:
        assert password_problem("Astrid.Ek och hunden", "astrid.ek") is PasswordProblem.HOLDS_USERNAME
        assert password_problem("ek och andra träd", "ek") is None

    @given(st.text(max_size=300), st.text(max_size=20))
    def test_any_text_gets_an_answer(self, password: str, username: str) -> None:
        found = password_problem(password, username)
        assert found is None or re.fullmatch(r"[a-z_]+", found.value)


class TestWait:
    def test_the_first_failures_cost_nothing(self) -> None:
        assert [wait_after(n) for n in range(13)] == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300]

    @given(st.integers(0, 10**9))
    def test_grows_and_stops(self, failures: int) -> None:
        assert 0 <= wait_after(failures) <= wait_after(failures + 1) <= 300

    def test_nothing_negative(self) -> None:
        with pytest.raises(ValueError, match="from 0"):
            wait_after(-1)


async def test_an_account_without_a_password_costs_a_guess_as_much_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Otherwise the time would tell which accounts still wait for their first sign-in."""
    hashed: list[str] = []

    class Counting:
        def hash(self, text: str) -> str:
            hashed.append(text)
            return ""

    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert not await verify_password(passwords.UNUSABLE_HASH, GOOD)
    assert hashed == [GOOD]
