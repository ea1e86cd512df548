"""School units, school years, school days, coverage of the five professions, and their seed file."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.schooldays import Period, SchoolCalendar
from samsyn.core.vocabulary import Level, SchoolForm, SecrecyBranch, StatutoryDomain
from samsyn.organisation.rules import (
    Post,
    SchoolYear,
    Term,
    coverage,
    is_school_unit_code,
    load_professions,
    needs_student_health,
    parse_school_year,
    pupils_per_post,
    school_weeks,
    school_year_of,
    term_of,
    unit_code_violations,
)

ON = date(2026, 11, 23)
CALENDAR = SchoolCalendar.from_terms(
    [Period(date(2026, 8, 17), date(2026, 12, 18)), Period(date(2027, 1, 11), date(2027, 6, 11))],
    [Period(date(2026, 10, 26), date(2026, 10, 30))],
)


def test_school_unit_code_is_eight_ascii_digits() -> None:
    assert is_school_unit_code("12345678")
    for wrong in ("1234567", "123456789", "1234567a", "1234 678", "١٢٣٤٥٦٧٨", "12345678\n", ""):
        assert not is_school_unit_code(wrong)
        assert [v.code for v in unit_code_violations(wrong)] == ["UNIT_CODE"]
    assert unit_code_violations("12345678") == ()


@pytest.mark.parametrize(
    "wrong", ["2026/2028", "2026-2027", "26/27", "2027/2026", "2026/2027 ", "٢٠٢٦/٢٠٢٧", ""]
)
def test_school_year_codes_that_are_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="2026/2027"):
        parse_school_year(wrong)


@given(st.integers(min_value=1000, max_value=2998))
def test_school_year_code_survives_the_round_trip(first: int) -> None:
    assert parse_school_year(SchoolYear(first).code) == SchoolYear(first)


def test_school_year_and_term_turn_in_july() -> None:
    assert school_year_of(date(2026, 6, 30)).code == "2025/2026"
    assert school_year_of(date(2026, 7, 1)).code == "2026/2027"
    assert (term_of(date(2026, 6, 30)), term_of(date(2026, 7, 1))) == (Term.VT, Term.HT)
    assert SchoolYear(2026).next().code == "2027/2028"


def test_school_weeks_are_the_mondays_of_weeks_with_school() -> None:
    weeks = school_weeks(CALENDAR, date(2026, 8, 17), date(2027, 6, 11))
    assert weeks[0] == date(2026, 8, 17)
    assert date(2026, 10, 19) in weeks
    assert date(2026, 10, 26) not in weeks
    assert all(week.weekday() == 0 for week in weeks)
    assert list(weeks) == sorted(set(weeks))
    assert school_weeks(CALENDAR, date(2026, 10, 26), date(2026, 10, 30)) == ()


FIVE = ("SCHOOL_DOCTOR", "SCHOOL_NURSE", "SCHOOL_PSYCHOLOGIST", "SCHOOL_COUNSELLOR", "SPECIAL_TEACHER")


def test_n25_a_unit_without_psychologist_is_told_so() -> None:
    posts = [Post(code, date(2026, 8, 1)) for code in FIVE if code != "SCHOOL_PSYCHOLOGIST"]
    seen = coverage(posts, ON)
    assert [item.code for item in seen.missing] == ["SCHOOL_PSYCHOLOGIST"]
    assert "psykolog" in seen.missing[0].sv
    assert "psychologist" in seen.missing[0].en
    assert not seen.complete


@pytest.mark.parametrize("special", ["SPECIAL_EDUCATOR", "SPECIAL_TEACHER"])
def test_either_special_profession_gives_the_competence(special: str) -> None:
    posts = [Post(code, date(2026, 8, 1)) for code in (*FIVE[:4], special)]
    assert coverage(posts, ON).complete


def test_a_post_counts_on_its_last_day_and_not_after() -> None:
    posts = [Post(code, date(2026, 8, 1), ON) for code in FIVE]
    assert coverage(posts, ON).complete
    assert len(coverage(posts, ON + timedelta(days=1)).missing) == 5
    assert len(coverage(posts, date(2026, 7, 31)).missing) == 5


def test_preschool_alone_is_not_obliged_to_have_student_health() -> None:
    assert not needs_student_health([SchoolForm.PRESCHOOL])
    assert needs_student_health([SchoolForm.PRESCHOOL, SchoolForm.PRESCHOOL_CLASS])
    assert not needs_student_health([])


def test_pupils_per_post() -> None:
    assert pupils_per_post(420, Decimal("0.8")) == Decimal("525.0")
    assert pupils_per_post(420, Decimal(0)) is None


def test_professions_of_the_seed_file() -> None:
    rows = {p.code: p for p in load_professions()}
    assert len(rows) == 20
    assert {code for code, p in rows.items() if p.is_statutory} == {*FIVE, "SPECIAL_EDUCATOR"}
    assert {c for c, p in rows.items() if p.secrecy_branch is SecrecyBranch.EMI} == {
        "SCHOOL_NURSE",
        "SCHOOL_DOCTOR",
        "EMI_HEAD",
    }
    assert rows["SCHOOL_PSYCHOLOGIST"].secrecy_branch is SecrecyBranch.EPI
    assert rows["SCHOOL_COUNSELLOR"].statutory_domain is StatutoryDomain.PSYCHOSOCIAL
    assert [p.sort for p in rows.values()] == list(range(1, 21))
    assert {t.level for t in rows["TEACHER"].tasks} == set(Level)
    codes = [task.code for p in rows.values() for task in p.tasks]
    assert len(codes) == len(set(codes))
