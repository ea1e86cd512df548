"""The document of a decision: what the parties get, and what is archived as it stood. In Swedish: it is the
organiser's decision, and that is the language of the authority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from samsyn.cases.models import Case
from samsyn.cases.queries.decisions import Known
from samsyn.cases.queries.signing import Written
from samsyn.cases.rules.assessments import AssessmentKind
from samsyn.cases.rules.best_interest import Interest, goes_into_document
from samsyn.cases.rules.decision_kinds import Capacity
from samsyn.cases.schemas.assessments import AssessmentReferenceOut
from samsyn.cases.schemas.best_interest import BestInterestOut
from samsyn.cases.schemas.decisions import Participation
from samsyn.core.actor import Function
from samsyn.core.clock import STOCKHOLM
from samsyn.core.pdf import Document, Part, Table
from samsyn.core.spelled import spelled_day
from samsyn.legal import LegalBasis
from samsyn.organisation import label_of

ROLES: Final = {
    Function.PRINCIPAL: "Rektor",
    Function.DEPUTY_PRINCIPAL: "Biträdande rektor",
    Function.ORGANISER_CASE_OFFICER: "Huvudmannens utredare",
}
TOOK_PART: Final = {
    Participation.YES: "Ja",
    Participation.NO: "Nej",
    Participation.DECLINED: "Avstod",
    Participation.NOT_REACHED: "Gick inte att nå",
}
INTERESTS: Final = {
    Interest.EDUCATION: "Utbildning och lärande",
    Interest.IDENTITY: "Identitet",
    Interest.FAMILY: "Familj och nära relationer",
    Interest.SAFETY: "Omsorg, skydd och trygghet",
    Interest.VULNERABILITY: "Utsatthet",
    Interest.HEALTH: "Hälsa",
    Interest.DEVELOPMENT: "Utveckling",
}
PROTECTED: Final = "Elev med skyddade personuppgifter"
NOT_EIDAS: Final = (
    "Undertecknaren har bekräftat sin identitet på nytt när beslutet undertecknades i Samsyn. "
    "Det är inte en elektronisk underskrift enligt eIDAS-förordningen (EU) nr 910/2014. "
    "Kontrollsumman visar om innehållet i beslutet har ändrats efteråt."
)
ASSESSMENTS: Final = {
    AssessmentKind.PEDAGOGICAL: "Pedagogisk",
    AssessmentKind.PSYCHOLOGICAL: "Psykologisk",
    AssessmentKind.MEDICAL: "Medicinsk",
    AssessmentKind.SOCIAL: "Social",
}
NO_APPEAL: Final = (
    "Skollagen ger ingen rätt att överklaga det här beslutet till Skolväsendets överklagandenämnd."
)


class Issued(NamedTuple):
    """What is known at the moment of signing."""

    organiser: str
    unit: str
    at: datetime
    edition: int
    signer: str
    capacity: Capacity
    bases: Sequence[LegalBasis]
    content_hash: bytes
    weeks: int | None
    assessments: Sequence[AssessmentReferenceOut]
    best_interest: BestInterestOut | None


def title_of(one: Written) -> str:
    """Never the pupil's name: a title shows in lists and windows."""
    return f"Beslut: {one.kind.sv}"


def document_of(case: Case, one: Written, known: Known, issued: Issued) -> Document:
    at = issued.at.astimezone(STOCKHOLM)
    return Document(
        organiser=issued.organiser,
        unit=issued.unit,
        marks=(f"Ärende {case.number}", f"Beslut nr {issued.edition}", spelled_day(at.date())),
        facts=tuple(_facts(one, known)),
        parts=tuple(_parts(case, one, known, issued)),
        foot=f"{case.number} · beslut {issued.edition} · {issued.content_hash.hex()[:16]}",
    )


def _facts(one: Written, known: Known) -> Iterable[tuple[str, str]]:
    if one.row.student_id is not None:
        pupil = known.pupils.get(one.row.student_id)
        yield "Elev", (pupil.name if pupil else None) or PROTECTED
        yield "Född", spelled_day(one.born_on)
    yield "Slag av beslut", one.kind.sv
    if one.row.starts_on is not None or one.row.ends_on is not None:
        yield "Gäller", f"{spelled_day(one.row.starts_on)} till {spelled_day(one.row.ends_on)}"


def _parts(case: Case, one: Written, known: Known, issued: Issued) -> Iterable[Part]:
    yield Part("Beslut", paragraphs=(one.words["ruling"] or "",))
    if one.programme is not None:
        yield from _programme(one, known)
    reasons = [one.words["reasons"] or ""]
    if one.words["reuse_reason"]:
        reasons.append(f"Beslutet bygger på en tidigare utredning. {one.words['reuse_reason']}")
    yield Part("Skäl för beslutet", paragraphs=tuple(reasons))
    if issued.best_interest is not None:
        yield from _best_interest(issued.best_interest, one)
    if issued.assessments:
        yield _assessed(issued.assessments)
    cited = tuple(f"{basis.act} {basis.section}: {basis.sv}" for basis in issued.bases)
    yield Part("Bestämmelser", bullets=cited)
    yield _appeal(case, one, issued)
    yield _signed(one, issued)


def _best_interest(weighed: BestInterestOut, one: Written) -> Iterable[Part]:
    """What is stricter than the decision is not let out with it."""
    on = spelled_day(weighed.assessed_at.astimezone(STOCKHOLM).date())
    made = f"Prövad {on} av {weighed.assessed_by.name}"
    if not goes_into_document(weighed.confidentiality, one.row.confidentiality):
        yield Part("Barnets bästa", paragraphs=(f"{made}. Prövningen finns antecknad i ärendet.",))
        return
    bullets = tuple(f"{INTERESTS[line.interest]}: {line.text}" for line in weighed.interests)
    yield Part("Barnets bästa", paragraphs=(f"{made}.",), bullets=bullets)
    heard = [f"{spelled_day(voice.asked_on)}: {voice.said}" for voice in weighed.voices]
    yield Part("Så ser barnet själv på saken", paragraphs=tuple(heard) or ("–",))
    texts = (weighed.alternatives, weighed.weighed_against, weighed.conclusion)
    yield Part("Så har intressena vägts", paragraphs=tuple(text for text in texts if text))


def _programme(one: Written, known: Known) -> Iterable[Part]:
    row = one.programme
    assert row is not None
    yield Part("Behov av särskilt stöd", paragraphs=(one.said["needs"] or "",))
    forms = ", ".join(label_of("support_form", form, "sv") for form in one.row.support_forms)
    yield Part(
        "Så ska behovet tillgodoses",
        facts=(("Stödformer", forms),),
        bullets=tuple(line["text"] for line in one.lines()),
    )
    yield Part("Uppföljning och utvärdering", table=_responsible(one, known))
    yield Part("Så har eleven deltagit", paragraphs=(one.said["student_part"] or "",))
    guardians = one.guardians()
    if guardians:
        headers = ("Vårdnadshavare", "Inbjuden", "Deltog", "Synpunkter")
        rows = tuple(
            (g["name"], spelled_day(g["invited_on"]), TOOK_PART[g["participated"]], g["view"] or "–")
            for g in guardians
        )
        yield Part("Så har vårdnadshavarna deltagit", table=Table(headers, rows))


def _responsible(one: Written, known: Known) -> Table:
    row = one.programme
    assert row is not None
    people = [known.names[who].name if who else "–" for who in (row.follow_up_by, row.evaluate_by)]
    return Table(
        ("Vad", "Dag", "Ansvarig"),
        (
            ("Åtgärderna följs upp", spelled_day(row.follow_up_on), people[0]),
            ("Åtgärderna utvärderas", spelled_day(row.evaluate_on), people[1]),
        ),
    )


def _assessed(rows: Sequence[AssessmentReferenceOut]) -> Part:
    """Skollagen 7:5. By reference: what they say stays where it lies."""
    cells = ((ASSESSMENTS[row.kind], row.made_by, spelled_day(row.made_on), row.kept_where) for row in rows)
    return Part(
        "Bedömningar som beslutet bygger på",
        paragraphs=("Bedömningarna finns i sin helhet där de förvaras.",),
        table=Table(("Bedömning", "Gjord av", "Dag", "Finns i"), tuple(cells)),
    )


def _appeal(case: Case, one: Written, issued: Issued) -> Part:
    """Förvaltningslagen 33 §: form, content, where to and by when."""
    if not one.kind.appeal or issued.weeks is None:
        return Part("Överklagande", paragraphs=(NO_APPEAL,))
    day = spelled_day(issued.at.astimezone(STOCKHOLM).date())
    return Part(
        "Så här överklagar du",
        paragraphs=(
            (
                "Beslutet kan överklagas hos Skolväsendets överklagandenämnd. Överklagandet ska vara "
                f"skriftligt och lämnas till {issued.organiser}, {issued.unit}, som har fattat beslutet."
            ),
        ),
        bullets=(
            f"Skriv vilket beslut du överklagar: ärende {case.number}, beslut {issued.edition} den {day}.",
            "Skriv hur du vill att beslutet ska ändras, och varför.",
            "Skriv ditt namn och hur vi når dig. Skicka med det som du vill att nämnden ska läsa.",
            (
                f"Överklagandet ska ha kommit in till oss inom {issued.weeks} veckor från den dag då du fick "
                "del av beslutet. Är den sista dagen en lördag, söndag eller annan helgdag räcker det att "
                "det kommer in nästa vardag."
            ),
            "Vi prövar om överklagandet har kommit in i tid och lämnar det sedan till nämnden.",
            (
                "En elev som har fyllt 16 år får överklaga själv. För en elev som är yngre överklagar "
                "vårdnadshavarna."
            ),
        ),
    )


def _signed(one: Written, issued: Issued) -> Part:
    at = issued.at.astimezone(STOCKHOLM)
    facts = [
        ("Beslutat av", f"{issued.signer}, {ROLES[issued.capacity.function].lower()}"),
        ("Undertecknat", f"{spelled_day(at.date())} klockan {at:%H.%M}"),
    ]
    if issued.capacity.delegated:
        facts.append(("På delegation enligt", one.words["delegation_ref"] or "–"))
    facts.append(("Kontrollsumma (SHA-256)", issued.content_hash.hex()))
    return Part("Underskrift", facts=tuple(facts), paragraphs=(NOT_EIDAS,))
