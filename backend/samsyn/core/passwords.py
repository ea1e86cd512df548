"""Passwords of local accounts: argon2id, at most two at a time, and the same work for unknown users.

Calculating a hash takes 19 MiB and about a tenth of a second. A flood of sign-ins therefore waits in a short
queue and is then told to come back, instead of taking the machine's memory.
"""

from __future__ import annotations

import asyncio
import re
import threading
import unicodedata
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from typing import Final, ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from samsyn.core.errors import Busy

P = ParamSpec("P")
R = TypeVar("R")

MIN_LENGTH: Final = 12
MAX_LENGTH: Final = 200
THREADS: Final = 2
QUEUE: Final = 16
"""Calculations under way and waiting together: the last one waits about a second."""
FREE_ATTEMPTS: Final = 3
LONGEST_WAIT: Final = 300
FEWEST_DIFFERENT: Final = 5
SHORTEST_RUN: Final = 8
SHORTEST_USERNAME: Final = 3
UNUSABLE_HASH: Final = "!"
"""Stored for an account whose owner has not chosen one: no text is its hash."""

_hasher: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""The OWASP minimum for argon2id; ``needs_rehash`` finds what was made with less."""
_pool: Final = ThreadPoolExecutor(THREADS, thread_name_prefix="argon2")
_places: Final = threading.BoundedSemaphore(QUEUE)


class PasswordProblem(StrEnum):
    """Why a new password is refused; a stable code for the client."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_COMMON = "too_common"
    HOLDS_USERNAME = "holds_username"


_WORDS: Final = frozenset(
    word
    for line in (
        "password passwort passord losenord lösenord losen lösen hemlig hemligt secret admin",
        "administrator administratör root user användare anvandare welcome välkommen valkommen login",
        "inloggning logga in letmein changeme changeit qwerty qwertyuiop asdfgh asdfghjkl zxcvbn",
        "zxcvbnm qazwsx qazwsxedc abc abcd iloveyou monkey dragon football fotboll hockey ishockey",
        "baseball princess prinsessa sunshine solsken sommar sommaren summer vinter vintern winter",
        "vår våren spring höst hösten host hosten autumn januari februari mars april maj juni juli",
        "augusti september oktober november december måndag tisdag onsdag torsdag fredag lördag",
        "söndag sverige sweden stockholm göteborg goteborg malmö malmo uppsala kommun kommunen skola",
        "skolan skolverket elev eleven elever elevhälsa elevhälsan elevhalsa elevhalsan rektor",
        "rektorn lärare larare kurator skolsköterska psykolog samsyn test testar testing tester temp",
        "tillfällig tillfälligt starwars superman batman trustno computer dator datorn internet",
        "google microsoft windows office facebook spotify blomma hej hejsan",
    )
    for word in line.split()
)
_RUNS: Final = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyzåäö", "qwertyuiopåasdfghjklöäzxcvbnm")
_LEET: Final = str.maketrans("013457@$!", "oieastasi")
_TRIMMINGS: Final = re.compile(r"^[\W\d_]+|[\W\d_]+$")


async def hash_password(password: str) -> str:
    """To store. Raises Busy (503) when too many calculations wait. ``password_problem`` comes first."""
    return await _calculated(_hasher.hash, _normal(password))


async def verify_password(stored: str | None, password: str) -> bool:
    """``stored`` is None for an unknown user: the answer is False after the same work. Raises Busy (503)."""
    if stored == UNUSABLE_HASH:
        stored = None
    if len(password) > MAX_LENGTH:
        stored, password = None, password[:MAX_LENGTH]
    return await _calculated(_matches, stored, _normal(password))


def needs_rehash(stored: str) -> bool:
    """True where the parameters have been raised since: hash again at the next successful sign-in."""
    return _hasher.check_needs_rehash(stored)


def _matches(stored: str | None, password: str) -> bool:
    if stored is None:
        _hasher.hash(password)
        return False
    try:
        return _hasher.verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return False


async def _calculated(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        future = _pool.submit(work, *args, **kwargs)
    except RuntimeError:
        _places.release()
        raise
    future.add_done_callback(_leave)
    return await asyncio.wrap_future(future)


def _leave(_: Future[R]) -> None:
    """When the work is done, not when the caller has gone: a closed connection frees no memory."""
    _places.release()


def _normal(password: str) -> str:
    """One keyboard writes å as one character, another as two."""
    return unicodedata.normalize("NFC", password)


def password_problem(password: str, username: str = "") -> PasswordProblem | None:
    """Why a person may not choose this password, or None. Length counts, mixtures of characters do not."""
    plain = _normal(password).casefold()
    if len(plain) < MIN_LENGTH:
        return PasswordProblem.TOO_SHORT
    if len(password) > MAX_LENGTH:
        return PasswordProblem.TOO_LONG
    if len(username) >= SHORTEST_USERNAME and username.casefold() in plain:
        return PasswordProblem.HOLDS_USERNAME
    if _is_common(plain):
        return PasswordProblem.TOO_COMMON
    return None


def _is_common(plain: str) -> bool:
    """Few characters, digits only, a run along the keyboard, or one or two common words with trimmings."""
    letters = _letters(plain)
    if len(set(plain)) < FEWEST_DIFFERENT or not letters:
        return True
    core = _letters(_TRIMMINGS.sub("", plain).translate(_LEET))
    return any(_is_run(part) or _is_words(part) for part in (plain, letters, core))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


def _is_run(part: str) -> bool:
    if len(part) < SHORTEST_RUN:
        return False
    return any(part in twice or part in twice[::-1] for twice in (run * 2 for run in _RUNS))


def _is_words(letters: str) -> bool:
    halves = ((letters[:at], letters[at:]) for at in range(len(letters)))
    return any(rest in _WORDS and (not first or first in _WORDS) for first, rest in halves)


def wait_after(failures: int) -> int:
    """Seconds until the next attempt is looked at, after this many failures in a row.

    0, 0, 0, 1, 2, 4 … 256, then 300 for ever: nobody is locked out for good by somebody else's attempts, and
    guessing takes longer than a password lives.
    """
    if failures < 0:
        raise ValueError("failures are counted from 0")
    if failures < FREE_ATTEMPTS:
        return 0
    return min(LONGEST_WAIT, 1 << min(failures - FREE_ATTEMPTS, LONGEST_WAIT.bit_length()))
