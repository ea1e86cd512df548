"""Decisions, what left the case, and what happened in it, as parts of the printed case."""

from __future__ import annotations

from datetime import date
from typing import Any

from samsyn.cases.models import CaseEvent, Consent, Decision, Disclosure
from samsyn.cases.queries.disclosures import givers_of
from samsyn.cases.queries.gathered import Gathered
from samsyn.cases.rules.event_words import CODES_IN, DAYS_IN, event_words
from samsyn.core.pdf import Part


def decisions_in(found: Gathered) -> list[Part]:
    """Signed ones as they stand, also those that another has taken the place of; drafts decide nothing."""
    made = []
    for row in found.rows[Decision]:
        if row.decided_at is None:
            continue
        words = row.words(found.sealer)
        facts = (
            (found.word("decided_by"), found.who(row.decided_by)),
            (found.word("state"), found.code("decision_state", row.state)),
            (found.word("reasons"), words["reasons"] or ""),
        )
        head = ", ".join(filter(None, (found.code("decision_kind", row.kind), found.day(row.decided_at))))
        said = tuple(filter(None, (words["ruling"],)))
        made.append(Part(head, said, tuple(fact for fact in facts if fact[1]), level=3))
    return found.under("decisions", made)


def consents_in(found: Gathered) -> list[Part]:
    rows = []
    for row in found.rows[Consent]:
        words = row.words(found.sealer)
        givers = ", ".join(giver.name for giver in givers_of(words))
        until = found.day(row.expires_on)
        if row.revoked_on:
            until = f"{until}, {found.word('revoked')} {found.day(row.revoked_on)}"
        recipient = _recipient(found, row, words)
        rows.append((recipient, words["scope"] or "", givers, found.day(row.given_on), until))
    return found.table("consents", ("recipient", "scope", "givers", "since", "until"), rows)


def ledger_in(found: Gathered) -> list[Part]:
    """What was told to whom, on which ground: one line each, corrections beside what they correct."""
    rows = []
    for row in found.rows[Disclosure]:
        words = row.words(found.sealer)
        ground = ". ".join(filter(None, (found.code("disclosure_basis", row.basis), words["reason"])))
        who = _recipient(found, row, words)
        rows.append((found.day(row.told_on), who, words["what"] or "", ground, found.who(row.recorded_by)))
    return found.table("ledger", ("when", "recipient", "told", "ground", "by"), rows)


def _recipient(found: Gathered, row: Any, words: dict[str, str | None]) -> str:
    kind = found.code("recipient_kind", row.recipient_kind)
    return ", ".join(filter(None, (words["recipient"], kind)))


def timeline_in(found: Gathered) -> list[Part]:
    """The first first, as one reads on paper."""
    rows = [
        (found.day(row.at), _said(found, row), found.who(row.person_id) or found.word("by_system"))
        for row in found.rows[CaseEvent]
    ]
    return found.table("timeline", ("when", "what", "by"), rows)


def _said(found: Gathered, row: CaseEvent) -> str:
    """What happened, in words made from its codes and days, and what somebody wrote to it."""
    codes = {name: code or "" for name, code in row.data.items()}
    words = {name: found.code(group, codes.get(key)) for name, (key, group) in CODES_IN.items()}
    for name, keys in DAYS_IN.items():
        on = next((codes[key] for key in keys if codes.get(key)), "")
        words[name] = found.day(date.fromisoformat(on)) if on else ""
    line = event_words(row.type, codes | words, found.language)
    text = row.words(found.sealer)["text"]
    return f"{line}. {text}" if text else line
