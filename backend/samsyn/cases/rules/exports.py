"""What a case printed as a document says beside its own words, and when somebody must say why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from samsyn.core.vocabulary import ConfidentialityClass

WORDS: Final[dict[str, tuple[str, str]]] = {
    "class": ("Sekretessklass", "Confidentiality class"),
    "about": ("Gäller", "About"),
    "owner": ("Ansvarig", "Responsible"),
    "phase": ("Fas", "Phase"),
    "opened": ("Öppnat", "Opened"),
    "closed": ("Avslutat", "Closed"),
    "follow_up": ("Nästa uppföljning", "Next follow-up"),
    "waiting": ("Väntar på", "Waiting for"),
    "made_by": ("Utskrivet av", "Printed by"),
    "reason": ("Skäl", "Reason"),
    "hidden": ("Elev med skyddade uppgifter", "Pupil whose data are protected"),
    "holds": (
        "Innehåller det som den som skrivit ut får läsa, utom klass K4 och elevhälsans egna grenar.",
        "Holds what its maker may read, without class K4 and the branches of student health.",
    ),
    "beside": (
        "Filer står med sina namn. Undertecknade beslut finns också som egna handlingar.",
        "Files stand with their names. Signed decisions are documents of their own too.",
    ),
    "circle": ("Krets", "Circle"),
    "name": ("Namn", "Name"),
    "role": ("Roll", "Role"),
    "since": ("Sedan", "Since"),
    "until": ("Till", "Until"),
    "voices": ("Barnets röst", "The child's voice"),
    "impact": ("Påverkade", "What it changed"),
    "measures": ("Åtgärder", "Measures"),
    "measure": ("Åtgärd", "Measure"),
    "from": ("Från", "From"),
    "reviewed": ("Följs upp", "Follow-up"),
    "outcome": ("Utfall", "Outcome"),
    "decisions": ("Beslut", "Decisions"),
    "decided_by": ("Beslutat av", "Decided by"),
    "state": ("Läge", "State"),
    "reasons": ("Motivering", "Reasons"),
    "consents": ("Samtycken", "Consents"),
    "recipient": ("Mottagare", "Recipient"),
    "scope": ("Vad det gäller", "What it covers"),
    "givers": ("Lämnat av", "Given by"),
    "revoked": ("återkallat", "taken back"),
    "ledger": ("Utlämnat", "Disclosed"),
    "told": ("Vad som lämnades", "What was told"),
    "ground": ("Grund", "Ground"),
    "timeline": ("Tidslinje", "Timeline"),
    "when": ("När", "When"),
    "what": ("Vad som hände", "What happened"),
    "by": ("Av", "By"),
    "by_system": ("Samsyn", "Samsyn"),
    "investigations": ("Utredningar", "Investigations"),
    "notes": ("Anteckningar", "Notes"),
    "files": ("Filer", "Files"),
    "size": ("Storlek", "Size"),
    "added": ("Tillagd", "Added"),
    "voided": ("makulerad", "voided"),
    "questions": ("Frågor", "Questions"),
    "findings_individual": ("Individnivå", "Individual level"),
    "findings_group": ("Gruppnivå", "Group level"),
    "findings_organisation": ("Organisationsnivå", "Organisation level"),
    "cause_analysis": ("Orsaker", "Causes"),
    "not_consulted_reason": ("Varför elevhälsan inte hörts", "Why student health was not consulted"),
    "conclusion_reason": ("Slutsats", "Conclusion"),
}
NEEDS_REASON: Final = ConfidentialityClass.K3


def strictest(classes: Iterable[ConfidentialityClass]) -> ConfidentialityClass:
    return max(classes, key=lambda one: one.rank)


def needs_reason(confidentiality: ConfidentialityClass) -> bool:
    """Domain model 8.3, case 14: a document out of class K3 is registered with its reason."""
    return confidentiality.rank >= NEEDS_REASON.rank
