"""An organiser's own numbers: what may be moved, and from when it holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from samsyn.legal.rules import ClockKind, load_rule_book
from samsyn.legal.rules.local import (
    Adjustment,
    adjusted,
    amounts_at,
    bases_cited,
    begins_with,
    clock_of,
    ends_with,
    is_adjustable,
    pack_named,
)

BOOK = load_rule_book()
NOW_PACK, LATER_PACK = BOOK.packs
EVERY = [clock for kind in (BOOK.concern, *BOOK.case_types) for clock in kind.clocks]
START = datetime(2026, 11, 22, 9, tzinfo=UTC)


def said(amount: int | None, days: int, clock: str = "CONCERN_ROUTINE", pack: str = "SE-2023") -> Adjustment:
    return Adjustment(pack, clock, amount, START + timedelta(days=days))


def test_what_holds_is_the_latest_before_the_instant() -> None:
    rows = [said(7, 2), said(3, 0), said(None, 4), said(9, 0, pack="SE-2028"), said(1, 0, "CONCERN_SOON")]
    held = [
        amounts_at("SE-2023", rows, START + timedelta(days=n)).get("CONCERN_ROUTINE") for n in range(-1, 6)
    ]
    assert held == [None, 3, 3, 7, 7, None, None]
    assert amounts_at("SE-2023", rows, START) == {"CONCERN_ROUTINE": 3, "CONCERN_SOON": 1}
    assert amounts_at("SE-2028", rows, START) == {"CONCERN_ROUTINE": 9}


def test_a_type_with_own_numbers_is_otherwise_the_same() -> None:
    own = adjusted(BOOK.concern, {"CONCERN_ROUTINE": 3})
    assert [clock.amount for clock in own.clocks] == [3, 2, 0]
    assert [clock.code for clock in own.clocks] == [clock.code for clock in BOOK.concern.clocks]
    assert adjusted(BOOK.concern, {}) is BOOK.concern


def test_what_is_counted_backward_stays_so() -> None:
    kind = next(k for k in BOOK.case_types if k.code == "TRANSITION")
    amounts = {clock.code: clock.amount for clock in kind.clocks}
    assert amounts["TRANSITION_HANDOVER"] == -1
    theirs = {clock.code: clock.amount for clock in adjusted(kind, {"TRANSITION_HANDOVER": 10}).clocks}
    assert theirs == amounts | {"TRANSITION_HANDOVER": -10}


def test_a_number_of_the_law_and_what_is_done_at_once_stay() -> None:
    fixed = {clock.code for clock in EVERY if not is_adjustable(clock)}
    assert {"SPECIAL_SUPPORT_APPEAL", "CONCERN_NOW"} & fixed == {"SPECIAL_SUPPORT_APPEAL"}
    at_once = {c.code for c in EVERY if c.kind is ClockKind.STATUTORY_QUALITATIVE and c.amount == 0}
    assert fixed == at_once | {"SPECIAL_SUPPORT_APPEAL"}
    assert len(at_once) >= 2


def test_not_even_a_row_in_the_table_moves_the_law() -> None:
    kind = next(k for k in BOOK.case_types if k.code == "SPECIAL_SUPPORT")
    moved = adjusted(kind, {"SPECIAL_SUPPORT_APPEAL": 1})
    assert moved == kind


def test_what_begins_and_ends_in_july_2028() -> None:
    assert [kind.code for kind in ends_with(BOOK, NOW_PACK)] == ["EXTRA_ADAPTATION"]
    assert [kind.code for kind in begins_with(BOOK, LATER_PACK)] == ["SUPPORT_TEACHING"]
    assert ends_with(BOOK, LATER_PACK) == begins_with(BOOK, NOW_PACK) == []


def test_packs_and_clocks_are_found_by_code() -> None:
    assert pack_named(BOOK, "SE-2028") is LATER_PACK
    assert pack_named(BOOK, "se-2028") is None
    found = clock_of(BOOK, NOW_PACK, "CONCERN_SOON")
    assert found is not None
    assert found.amount == 2
    ended = next(kind for kind in BOOK.case_types if kind.code == "EXTRA_ADAPTATION").clocks[0]
    assert clock_of(BOOK, NOW_PACK, ended.code) is ended
    assert clock_of(BOOK, LATER_PACK, ended.code) is None


def test_what_a_pack_cites_holds_in_its_time() -> None:
    now, later = ({b.code for b in bases_cited(BOOK, pack)} for pack in BOOK.packs)
    assert {"SL_3_5", "SOL_14_1", "SOL_19_1", "SL_1_10"} <= now
    assert {"SL_3_5", "SOL_14_1"} & later == set()
    assert {"PROP_2025_26_195", "SOL_19_1"} <= later
    assert "PROP_2025_26_195" not in now
