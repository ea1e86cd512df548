"""Reading of packaged seed files (YAML), strictly: wrong types, unknown keys and double keys are errors.

Every error names the file and the path inside it, so that whoever edits a seed file sees where to look.
Beware of YAML's own words: unquoted NO, YES, ON and OFF are booleans, and are refused here as texts.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import TypeVar

import yaml

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class SeedError(ValueError):
    """A packaged file does not say what it must; raised at load, never because of user input."""


class _UniqueKeyLoader(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise SeedError(f"{key.start_mark}: key given twice: {key.value}")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a seed file, and the path to it for error messages."""

    where: str
    values: Mapping[str, object]

    def only(self, *known: str) -> "Entry":
        """Itself, after refusing keys that nobody reads."""
        unknown = sorted(set(self.values) - set(known))
        if unknown:
            raise SeedError(f"{self.where}: unknown keys {unknown}")
        return self

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def text(self, key: str) -> str:
        value = self._get(key, str)
        if not value.strip():
            raise SeedError(f"{self.where}.{key}: empty")
        return value.strip()

    def whole(self, key: str) -> int:
        return self._get(key, int)

    def flag(self, key: str) -> bool:
        """False when the key is left out."""
        return self._get(key, bool) if self.has(key) else False

    def day(self, key: str) -> date:
        return self._get(key, date)

    def code(self, key: str, kind: type[E]) -> E:
        return _member(f"{self.where}.{key}", self.text(key), kind)

    def codes(self, key: str, kind: type[E]) -> tuple[E, ...]:
        return tuple(_member(f"{self.where}.{key}", text, kind) for text in self.texts(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Empty when the key is left out."""
        items = self._list(key)
        if not all(isinstance(item, str) for item in items):
            raise SeedError(f"{self.where}.{key}: every item must be a text")
        return tuple(str(item) for item in items)

    def wholes(self, key: str) -> tuple[int, ...]:
        """Empty when the key is left out."""
        items = self._list(key)
        return tuple(_typed(f"{self.where}.{key}", item, int) for item in items)

    def entry(self, key: str) -> "Entry":
        return _entry(f"{self.where}.{key}", self._get(key, dict))

    def entries(self, key: str) -> "tuple[Entry, ...]":
        """Empty when the key is left out."""
        return tuple(_entry(f"{self.where}.{key}[{n}]", item) for n, item in enumerate(self._list(key)))

    def _list(self, key: str) -> list[object]:
        return self._get(key, list) if self.has(key) else []

    def _get(self, key: str, kind: type[T]) -> T:
        if not self.has(key):
            raise SeedError(f"{self.where}.{key}: missing")
        return _typed(f"{self.where}.{key}", self.values[key], kind)


def read_seed(package: str, name: str) -> Entry:
    """The file `seed/<name>` of a package; raises SeedError when it is not a mapping."""
    text = (files(package) / "seed" / name).read_text(encoding="utf-8")
    return parse_seed(name, text)


def parse_seed(name: str, text: str) -> Entry:
    """The same, from a text that is already read."""
    try:
        return _entry(name, _UniqueKeyLoader(text).get_single_data())
    except yaml.YAMLError as error:
        raise SeedError(f"{name}: {error}") from error


def _entry(where: str, value: object) -> Entry:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise SeedError(f"{where}: must be a mapping with texts as keys")
    return Entry(where, value)


def _typed(where: str, value: object, kind: type[T]) -> T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise SeedError(f"{where}: must be {kind.__name__}, is {type(value).__name__}")
    return value


def _member(where: str, text: str, kind: type[E]) -> E:
    try:
        return kind(text)
    except ValueError:
        raise SeedError(f"{where}: {text} is not one of {kind.__name__}") from None
