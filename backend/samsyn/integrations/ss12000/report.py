"""What a pull did, for the page, the command line and the log: counts, codes and ids, never what was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from samsyn.integrations.ss12000.difference import Difference, KindDifference, Withheld
from samsyn.integrations.ss12000.edge import Dropped
from samsyn.integrations.ss12000.faults import FaultCode, SourceFault
from samsyn.integrations.ss12000.gather import Delivery
from samsyn.integrations.ss12000.labels import (
    DROPPED_LABELS,
    KIND_LABELS,
    OUTCOME_LABELS,
    RECORD_LABELS,
    WITHHELD_LABELS,
)
from samsyn.integrations.ss12000.mapping import Desired
from samsyn.integrations.ss12000.reasons import NOTICE_TEXTS, Kind, Notice, Refusal
from samsyn.integrations.ss12000.records import RecordKind


class Outcome(StrEnum):
    """FAILED: nothing was applied. NEEDS_CONFIRMATION: applied, except ends that somebody must confirm."""

    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"
    NEEDS_CONFIRMATION = "NEEDS_CONFIRMATION"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class KindCounts:
    """How many records of one kind met which fate."""

    created: int
    changed: int
    unchanged: int
    ended: int
    withheld: Mapping[Withheld, int]


@dataclass(frozen=True, slots=True)
class Report:
    """``received``, ``outside`` and ``over`` count objects of the source, ``counts`` our records."""

    outcome: Outcome
    received: Counter[Kind] = field(default_factory=Counter)
    counts: Mapping[RecordKind, KindCounts] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    outside: Counter[Kind] = field(default_factory=Counter)
    over: Counter[Kind] = field(default_factory=Counter)
    dropped: Counter[Dropped] = field(default_factory=Counter)
    notices: Counter[Notice] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    confirmation: str | None = None
    fault: FaultCode | None = None
    fault_endpoint: str | None = None
    fault_status: int | None = None

    def as_data(self, language: str = "sv") -> dict[str, Any]:
        """JSON-ready, camelCase, codes with their texts; Swedish unless ``language`` is ``en``."""
        english = language == "en"
        return {
            "outcome": self.outcome.value,
            "text": self._headline(language),
            "received": {kind.value: self.received[kind] for kind in Kind},
            "outside": {kind.value: self.outside[kind] for kind in Kind},
            "over": {kind.value: self.over[kind] for kind in Kind},
            "records": [_record_data(kind, one, english) for kind, one in self.counts.items()],
            "refusals": [_refusal_data(one, language) for one in self.refusals],
            "droppedFields": [
                {"code": code.value, "text": DROPPED_LABELS[code][english], "count": count}
                for code, count in sorted(self.dropped.items())
            ],
            "notices": [
                {"code": code.value, "text": NOTICE_TEXTS[code][english], "count": count}
                for code, count in sorted(self.notices.items())
            ],
            "unknownCodes": dict(sorted(self.unknown.items())),
            "confirmation": self.confirmation,
            "fault": self._fault_data(),
        }

    def lines(self, language: str = "sv") -> list[str]:
        """The same for people at a terminal."""
        return report_lines(self.as_data(language), language)

    def _headline(self, language: str) -> str:
        if self.fault is not None:
            text = SourceFault(self.fault).text(language)
            return f"{OUTCOME_LABELS[self.outcome.value][language == 'en']} {text}"
        return OUTCOME_LABELS[self.outcome.value][language == "en"]

    def _fault_data(self) -> dict[str, Any] | None:
        if self.fault is None:
            return None
        return {"code": self.fault.value, "endpoint": self.fault_endpoint, "status": self.fault_status}


def report_lines(data: Mapping[str, Any], language: str) -> list[str]:
    """For people at a terminal, from what `Report.as_data` gave."""
    english = language == "en"
    rows = [data["text"], *(_count_line(row, english) for row in data["records"])]
    refused = Counter((KIND_LABELS[Kind(one["kind"])][english], one["text"]) for one in data["refusals"])
    word = "refused" if english else "avvisade"
    rows += [f"{kind}: {count} {word}. {text}" for (kind, text), count in sorted(refused.items())]
    gone = "Dropped and not stored" if english else "Togs bort och lagrades inte"
    rows += [f"{gone}: {row['text']} ({row['count']})" for row in data["droppedFields"]]
    rows += [f"{row['text']} ({row['count']})" for row in data["notices"]]
    return rows


def report_of(delivery: Delivery, desired: Desired, found: Difference) -> Report:
    """The report of a pull whose difference is (to be) applied."""
    outcome = Outcome.UNCHANGED if found.empty else Outcome.CHANGED
    return Report(
        outcome=Outcome.NEEDS_CONFIRMATION if found.confirmation else outcome,
        received=delivery.received,
        counts={kind: _counts(one) for kind, one in found.kinds.items()},
        refusals=(*desired.refusals, *found.refusals),
        outside=desired.outside,
        over=desired.over,
        dropped=delivery.dropped,
        notices=desired.notices + found.notices,
        unknown=desired.unknown,
        confirmation=found.confirmation,
    )


def failed(fault: SourceFault) -> Report:
    """The report of a pull that could not be read. Nothing of it may be applied."""
    return Report(Outcome.FAILED, fault=fault.code, fault_endpoint=fault.endpoint, fault_status=fault.status)


def _counts(one: KindDifference) -> KindCounts:
    withheld = Counter(why for _, why in one.withheld)
    return KindCounts(len(one.created), len(one.changed), one.unchanged, len(one.ended), withheld)


def _record_data(kind: RecordKind, one: KindCounts, english: bool) -> dict[str, Any]:
    return {
        "kind": kind.value,
        "text": RECORD_LABELS[kind][english],
        "created": one.created,
        "changed": one.changed,
        "unchanged": one.unchanged,
        "ended": one.ended,
        "withheldCounts": [
            {"code": why.value, "text": WITHHELD_LABELS[why][english], "count": count}
            for why, count in sorted(one.withheld.items())
        ],
    }


def _refusal_data(one: Refusal, language: str) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "id": str(one.source_id) if one.source_id else None,
        "code": one.reason.value,
        "text": one.text(language),
        "field": one.field,
        "part": one.part,
        "page": one.page,
        "index": one.index,
    }


def _count_line(row: dict[str, Any], english: bool) -> str:
    swedish = ("nya", "ändrade", "oförändrade", "avslutade")
    words = ("new", "changed", "unchanged", "ended") if english else swedish
    numbers = (row["created"], row["changed"], row["unchanged"], row["ended"])
    counts = ", ".join(f"{number} {word}" for number, word in zip(numbers, words, strict=True))
    kept = "".join(f". {one['text']} ({one['count']})" for one in row["withheldCounts"])
    return f"{row['text']}: {counts}{kept}"
