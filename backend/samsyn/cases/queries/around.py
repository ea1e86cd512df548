"""What is shown with a case, read from the row that ``statements.one_case`` answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple, Self
from uuid import UUID

from samsyn.cases.models import Case, ChildVoice
from samsyn.cases.rules import MeasureState, Voice, VoiceMethod, VoicePerspective
from samsyn.cases.rules.clocks import Told, told_of
from samsyn.cases.rules.investigations import Completed, Conclusion, InvestigationKind, SupportToo
from samsyn.cases.rules.measures import Known
from samsyn.cases.rules.timeline import Happened
from samsyn.cases.schemas.concerns import CaseRef
from samsyn.cases.schemas.shared import PupilOut
from samsyn.cases.statements import AROUND
from samsyn.core.crypto import Sealer
from samsyn.core.schema import Named
from samsyn.core.schooldays import stockholm_instant
from samsyn.core.vocabulary import Scope
from samsyn.core.work import Work
from samsyn.legal import Adjustment, amounts_at
from samsyn.students import ProtectionLevel

NOON = time(12)


class Around(NamedTuple):
    """In the order of the statement. ``pupils``, ``events``, ``voices``, ``measures`` and ``linked`` are rows
    or None; ``days`` is what was entered about the unit's school days."""

    grade: str | None
    school_name: str | None
    owner_name: Sequence[str] | None
    group_name: str | None
    pupils: Sequence[Any] | None
    events: Sequence[Any] | None
    voices: Sequence[Any] | None
    investigated: Sequence[Any] | None
    measures: Sequence[Any] | None
    hearings: Sequence[str] | None
    grounded: bool | None
    transferred: bool | None
    decided: Sequence[Any] | None
    alleged: Sequence[str] | None
    assessed: Sequence[str] | None
    linked: Sequence[Any] | None
    numbers: Sequence[Any] | None
    days: str | None

    @classmethod
    async def of(cls, work: Work, case: Case) -> Self:
        """As it was found with the case; asked for now where the case was not opened just to be read."""
        if case.around is None:
            ids = {"key": case.id, "school": case.school_id, "owner": case.owner_id, "group": case.group_id}
            return cls(*await work.scalar(AROUND, ids))
        return cls(*case.around)

    @property
    def student_ids(self) -> list[UUID]:
        return [UUID(key) for key, _ in self.pupils or ()]

    def students(self) -> list[PupilOut]:
        """In the order of names; without a name where the caller may not know who it is."""
        rows = self.pupils or ()
        known = sorted((row for row in rows if row[1] is not None), key=lambda row: str(row[1][-1]))
        hidden = [PupilOut(id=key, name=None, grade=None, protected=True) for key, named in rows if not named]
        return [_named(*row) for row in known] + hidden

    def happened(self) -> list[Happened]:
        return happened(self.events)

    def told(self) -> dict[Told, str]:
        """Which runs of which clocks somebody else has been told of, and with what function."""
        return told_of(self.events)

    def tried(self) -> list[Known]:
        return [
            Known(Scope(scope), MeasureState(state), date.fromisoformat(due))
            for scope, state, due in self.measures or ()
        ]

    def amounts(self, case: Case) -> Mapping[str, int]:
        """The organiser's own numbers for the clocks of the case, as they were when it was opened, or went
        over to newer rules."""
        rows = (
            Adjustment(pack, clock, amount, datetime.fromisoformat(at))
            for pack, clock, amount, at in self.numbers or ()
        )
        return amounts_at(case.rule_pack, rows, case.rules_changed_at or case.opened_at)

    def concerns(self) -> list[CaseRef]:
        """In the order of their numbers."""
        return sorted(
            (CaseRef(id=key, number=number) for key, number in self.linked or ()), key=lambda c: c.number
        )

    def heard(self, tenant: int, sealer: Sealer) -> list[Voice]:
        return [
            Voice(
                VoicePerspective(perspective),
                VoiceMethod(method),
                _reason(tenant, sealer, *words) or "",
                UUID(student) if student else None,
            )
            for perspective, method, student, *words in self.voices or ()
        ]

    def completed(self) -> list[Completed]:
        """Investigations that are completed."""
        return [
            Completed(
                InvestigationKind(kind),
                Conclusion(conclusion),
                datetime.fromisoformat(at),
                SupportToo(too) if too else None,
            )
            for kind, conclusion, at, too in self.investigated or ()
        ]


def _since(at: str, data: Mapping[str, Any]) -> datetime:
    """When it was written down; of what somebody got in hand, noon of the day that they did."""
    received = data.get("receivedOn")
    return stockholm_instant(date.fromisoformat(received), NOON) if received else datetime.fromisoformat(at)


def happened(rows: Sequence[Any] | None) -> list[Happened]:
    """Events as the database writes them in JSON: type, instant and data."""
    return [
        Happened(
            kind,
            _since(at, data),
            data.get("phase"),
            data.get("left"),
            datetime.fromisoformat(data["fact"]) if data.get("fact") else None,
            data.get("kind"),
        )
        for kind, at, data in rows or ()
    ]


def named(key: UUID | None, words: Sequence[str] | str | None) -> Named | None:
    """What is mentioned by id and name, where there is one."""
    if key is None or words is None:
        return None
    return Named(id=key, name=words if isinstance(words, str) else " ".join(words))


def _named(key: UUID, words: Sequence[Any]) -> PupilOut:
    given, family, grade, level, known, _ = words
    protected = not known or level != ProtectionLevel.NONE
    return PupilOut(id=key, name=f"{given} {family}", grade=grade, protected=protected)


def _reason(tenant: int, sealer: Sealer, key: str, open_text: str | None, sealed: str | None) -> str | None:
    """Why there is no voice; ``sealed`` as the database writes bytes in JSON."""
    if sealed is None:
        return open_text
    row = ChildVoice(tenant_id=tenant, id=UUID(key), sealed=bytes.fromhex(sealed.removeprefix("\\x")))
    return row.words(sealer)["missing_reason"]
