"""Professions and the words of all codes, as the packaged seed files give them."""

from dataclasses import dataclass

from samsyn.core.seeds import Entry, SeedError, read_seed
from samsyn.core.vocabulary import Level, SecrecyBranch, StatutoryDomain

PACKAGE = "samsyn.organisation"


@dataclass(frozen=True, slots=True)
class TaskSeed:
    code: str
    level: Level
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class ProfessionSeed:
    code: str
    sv: str
    en: str
    statutory_domain: StatutoryDomain
    is_statutory: bool
    secrecy_branch: SecrecyBranch
    sort: int
    tasks: tuple[TaskSeed, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A code's words; `help_*` is the one sentence shown where the word stands."""

    code: str
    sv: str
    en: str
    help_sv: str
    help_en: str


@dataclass(frozen=True, slots=True)
class LookupGroup:
    code: str
    sv: str
    en: str
    labels: tuple[Label, ...]


def load_professions() -> tuple[ProfessionSeed, ...]:
    """The professions of `seed/professions.yaml` in the order of the file, which is the order shown."""
    rows = read_seed(PACKAGE, "professions.yaml").only("professions").entries("professions")
    _refuse_doubles(rows)
    return tuple(_profession(row, sort) for sort, row in enumerate(rows, start=1))


def load_lookups() -> tuple[LookupGroup, ...]:
    """The labels of every code in the program; a group has the name of its enum in snake_case."""
    rows = read_seed(PACKAGE, "lookups.yaml").only("groups").entries("groups")
    _refuse_doubles(rows)
    return tuple(_lookup_group(row) for row in rows)


def _profession(row: Entry, sort: int) -> ProfessionSeed:
    row.only("code", "sv", "en", "statutory_domain", "is_statutory", "secrecy_branch", *Level)
    code = row.text("code")
    return ProfessionSeed(
        code=code,
        sv=row.text("sv"),
        en=row.text("en"),
        statutory_domain=row.code("statutory_domain", StatutoryDomain),
        is_statutory=row.flag("is_statutory"),
        secrecy_branch=row.code("secrecy_branch", SecrecyBranch),
        sort=sort,
        tasks=tuple(
            _task(code, level, n, task) for level in Level for n, task in enumerate(row.entries(level), 1)
        ),
    )


def _task(profession: str, level: Level, n: int, row: Entry) -> TaskSeed:
    row.only("sv", "en")
    return TaskSeed(f"{profession}_{level}_{n}", level, row.text("sv"), row.text("en"))


def _lookup_group(row: Entry) -> LookupGroup:
    row.only("code", "sv", "en", "labels")
    labels = row.entries("labels")
    _refuse_doubles(labels)
    return LookupGroup(row.text("code"), row.text("sv"), row.text("en"), tuple(map(_label, labels)))


def _label(row: Entry) -> Label:
    row.only("code", "sv", "en", "help_sv", "help_en")
    return Label(*(row.text(key) for key in ("code", "sv", "en", "help_sv", "help_en")))


def _refuse_doubles(rows: tuple[Entry, ...]) -> None:
    seen: set[str] = set()
    for row in rows:
        if (code := row.text("code")) in seen:
            raise SeedError(f"{row.where}: {code} is given twice")
        seen.add(code)
