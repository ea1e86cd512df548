"""Every code of every domain's rules has words in Swedish and English, and the glossary names it."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

import samsyn.cases.rules
import samsyn.cases.rules.contributions
import samsyn.cases.rules.decision_kinds
import samsyn.cases.rules.disclosures
import samsyn.cases.rules.investigations
import samsyn.cases.rules.notifying
import samsyn.cases.rules.parties
import samsyn.cases.rules.transfers
import samsyn.core.actor
import samsyn.core.violations
import samsyn.core.vocabulary
import samsyn.goals.rules
import samsyn.identity.rules
import samsyn.legal.rules
import samsyn.meetings.rules
import samsyn.organisation.rules
import samsyn.students.rules
import samsyn.teams.rules
import samsyn.wheel.rules
from samsyn.goals.rules import load_advice
from samsyn.legal.rules import load_rule_book
from samsyn.organisation.rules import load_lookups, load_professions

GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"
MODULES = (
    samsyn.core.actor,
    samsyn.core.violations,
    samsyn.core.vocabulary,
    samsyn.organisation.rules,
    samsyn.students.rules,
    samsyn.teams.rules,
    samsyn.legal.rules,
    samsyn.cases.rules,
    samsyn.cases.rules.contributions,
    samsyn.cases.rules.investigations,
    samsyn.cases.rules.decision_kinds,
    samsyn.cases.rules.disclosures,
    samsyn.cases.rules.transfers,
    samsyn.cases.rules.notifying,
    samsyn.cases.rules.parties,
    samsyn.meetings.rules,
    samsyn.goals.rules,
    samsyn.identity.rules,
    samsyn.wheel.rules,
)
GROUPS = {group.code: group for group in load_lookups()}


def enums() -> dict[str, type[StrEnum]]:
    found = (
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    )
    return {re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower(): kind for kind in found}


def test_every_enum_is_found_and_has_a_group() -> None:
    assert len(enums()) >= 50
    assert set(GROUPS) == set(enums())


@pytest.mark.parametrize("name", sorted(GROUPS))
def test_a_group_has_exactly_the_codes_of_its_enum_in_their_order(name: str) -> None:
    codes = [label.code for label in GROUPS[name].labels]
    assert sorted(codes) == sorted(kind.value for kind in enums()[name])


@pytest.mark.parametrize("name", sorted(GROUPS))
def test_words_are_short_and_help_is_one_sentence(name: str) -> None:
    for label in GROUPS[name].labels:
        assert len(label.sv) <= 60
        assert len(label.en) <= 60
        for sentence in (label.help_sv, label.help_en):
            assert sentence[0].isupper() or sentence[0].isdigit()
            assert sentence.endswith((".", "?"))
            assert len(sentence) <= 120


def test_words_of_a_group_tell_its_codes_apart() -> None:
    for group in GROUPS.values():
        for words in ([label.sv for label in group.labels], [label.en for label in group.labels]):
            assert len(set(words)) == len(words), group.code


def test_words_to_avoid_are_avoided() -> None:
    avoid = re.compile(r"elevvård|problemelev|åtgärda eleven", re.IGNORECASE)
    labels = [label for group in GROUPS.values() for label in group.labels]
    assert not [label.code for label in labels if avoid.search(f"{label.sv} {label.help_sv}")]


def test_the_glossary_names_every_code_with_its_words() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| ([^|]+?) \| `([^`]+)` \|", text, re.MULTILINE))
    book = load_rule_book()
    spoken = {(label.sv, label.code) for group in GROUPS.values() for label in group.labels}
    spoken |= {(profession.sv, profession.code) for profession in load_professions()}
    spoken |= {(kind.sv, kind.code) for kind in (book.concern, *book.case_types)}
    spoken |= {(advice.sv, advice.code) for advice in load_advice().values()}
    assert not spoken - rows
