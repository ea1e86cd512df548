"""Refusals of concerns and cases. What a broken invariant says stands in `seed/invariants.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic.alias_generators import to_camel

from samsyn.cases.rules.journal import JournalWord
from samsyn.core.errors import DomainError, NotThere
from samsyn.core.violations import Violation, blocking


class Broken(DomainError):
    """One or more invariants; code and words are those of the first, ``errors`` has them all."""

    status = 422

    def __init__(self, violations: Iterable[Violation], pointer: str = "") -> None:
        found = list(violations)
        listed = [{"pointer": pointer, "code": v.code, "sv": v.sv, "en": v.en} for v in found]
        super().__init__(errors=listed)
        self.code, self.sv, self.en = found[0].code, found[0].sv, found[0].en


class BrokenState(Broken):
    """The same where it is not what was sent but the state of things that is in the way."""

    status = 409


def refuse_broken(violations: Iterable[Violation], pointer: str = "", error: type[Broken] = Broken) -> None:
    """Raises ``error`` when any of them stops the command."""
    found = blocking(violations)
    if found:
        raise error(found, pointer)


class CaseClosed(DomainError):
    status, code = 409, "CASE_CLOSED"
    sv = "Ärendet är avslutat. Öppna det igen för att skriva mer."
    en = "The case is closed. Reopen it to write more."


class UnknownCase(DomainError):
    """The same whether there is none or it is not the caller's to open."""

    status, code = 422, "LINK_CASE"
    sv = "Det finns inget ärende med det numret som du kan öppna. Kontrollera numret."
    en = "There is no case with that number that you can open. Check the number."


class LinkedToItself(DomainError):
    status, code = 422, "LINK_ITSELF"
    sv = "Ett ärende kan inte kopplas till sig självt. Skriv numret på det andra ärendet."
    en = "A case cannot be linked to itself. Enter the number of the other case."


class LinkedAlready(DomainError):
    status, code = 409, "LINK_EXISTS"
    sv = "Ärendena är redan kopplade. Avsluta den koppling som finns om den ska bli en annan."
    en = "The cases are linked already. End the link there is if it is to be another."


class LinkEnded(DomainError):
    status, code = 409, "LINK_ENDED"
    sv, en = "Kopplingen är redan avslutad.", "The link has ended already."


class FileWaiting(DomainError):
    status, code = 409, "FILE_WAITING"
    sv = "Filen kontrolleras fortfarande mot skadlig kod. Försök igen om en stund."
    en = "The file is still being checked for malware. Try again in a while."


class FileInfected(DomainError):
    status, code = 409, "FILE_INFECTED"
    sv = "Skadlig kod hittades i filen. Den lämnas inte ut. Makulera den och be om en ny."
    en = "Malware was found in the file. It is not handed out. Void it and ask for another."


class FileVoided(DomainError):
    status, code = 409, "FILE_VOIDED"
    sv, en = "Filen är makulerad och lämnas inte ut.", "The file is voided and is not handed out."


class NoExport(DomainError):
    """C20: what is in class K4 is read by those named in it, in the program."""

    status, code = 409, "EXPORT_K4"
    sv = "Ett ärende i klass K4 skrivs inte ut."
    en = "A case of class K4 is not printed."


class ExportFailed(DomainError):
    status, code = 409, "EXPORT_FAILED"
    sv = "Dokumentet kunde inte göras. Det kan vara för stort; skriv ut en flik i taget i stället."
    en = "The document could not be made. It may be too large; print one tab at a time instead."


class NoPreview(DomainError):
    status, code = 409, "FILE_NO_PREVIEW"
    sv = "Filen kan inte visas här. Ladda ned den i stället."
    en = "The file cannot be shown here. Download it instead."


class CaseOpen(DomainError):
    status, code = 409, "CASE_OPEN"
    sv, en = "Ärendet är öppet.", "The case is open."


class NoSuchPhase(DomainError):
    status, code = 409, "CASE_PHASE"
    sv = "Ärendet kan inte gå till den fasen härifrån."
    en = "The case cannot go to that phase from here."


class RulesAsTheyAre(DomainError):
    status, code = 409, "C19"
    sv = (
        "Ett öppet ärende kan bara gå över till de regler som gäller i dag, och bara till nyare än sina egna."
    )
    en = "An open case can only go over to the rules of today, and only to newer ones than its own."


class DecisionNeeded(DomainError):
    status, code = 409, "CASE_DECISION"
    sv = "Ärendet väntar på beslut. Först när ett beslut är fattat kan åtgärder börja."
    en = "The case awaits a decision. Measures can begin once it is made."


class AlreadyIn(DomainError):
    status, code = 409, "CASE_MEMBER"
    sv, en = "Personen är redan med i ärendet.", "The person is in the case already."


class JournalContent(DomainError):
    """A warning with the words of the list that were found; nothing of what was written is repeated."""

    status, code = 422, "JOURNAL_CONTENT"
    sv = "Texten ser ut att höra hemma i en patientjournal. Skriv om den, eller skriv varför den behövs här."
    en = "The text looks as if it belongs in a patient journal. Rewrite it, or say why it is needed here."

    def __init__(self, found: Mapping[str, Sequence[JournalWord]]) -> None:
        super().__init__(
            errors=[
                {
                    "pointer": pointer,
                    "code": self.code,
                    "sv": f"Ord som brukar stå i en journal: {said}.",
                    "en": f"Words that usually stand in a journal: {said}.",
                }
                for pointer, words in found.items()
                for said in (", ".join(word.said for word in words),)
            ]
        )


class OpenToYou(DomainError):
    """Said only to somebody who has a way into the case already."""

    status, code = 409, "CASE_OPEN_TO_YOU"
    sv = "Ärendet är redan öppet för dig. Du hittar det i din lista."
    en = "The case is open to you already. It is in your list."


class AlreadyNoted(DomainError):
    status, code = 409, "FIDELITY_NOTED"
    sv = "Du har redan svarat för den dagen."
    en = "You have answered for that day already."


class OwnerStays(DomainError):
    status, code = 409, "CASE_OWNER"
    sv = "Den som ansvarar för ärendet kan inte lämna det. Byt ansvarig först."
    en = "Whoever is responsible for the case cannot leave it. Change the owner first."


class GateShut(DomainError):
    """What must be in place first; code and words are those of the first gate, ``errors`` has them all."""

    status = 422

    def __init__(self, gates: Sequence[tuple[str, str, str]], pointer: str = "/phase") -> None:
        super().__init__(
            errors=[{"pointer": pointer, "code": code, "sv": sv, "en": en} for code, sv, en in gates]
        )
        self.code, self.sv, self.en = gates[0]


class InvestigationOpen(DomainError):
    status, code = 409, "INVESTIGATION_OPEN"
    sv = "En sådan utredning pågår redan i ärendet. Fortsätt i den."
    en = "Such an investigation is under way in the case. Go on in that one."


class InvestigationLocked(DomainError):
    status, code = 409, "INVESTIGATION_LOCKED"
    sv = "Utredningen är slutförd och kan inte ändras. Behövs mer startar ni en ny."
    en = "The investigation is completed and cannot be changed. If more is needed, start a new one."


class ConsentEnded(DomainError):
    status, code = 409, "CONSENT_STATE"
    sv = "Samtycket är redan återkallat."
    en = "The consent is taken back already."


class SharingEnded(DomainError):
    status, code = 409, "SHARING_ENDED"
    sv = "Raden visas inte för någon utanför. Den kan inte avslutas."
    en = "The line is shown to nobody outside. There is nothing to end."


class TransferStopped(DomainError):
    """C15: protected since it was sent, or no longer in the register."""

    status, code = 409, "TRANSFER_STOPPED"
    sv = "Elevens uppgifter går inte att ta emot här. Tala med den som lämnade över."
    en = "The pupil's data cannot be received here. Talk to whoever handed over."


class ContributionEnded(DomainError):
    status, code = 409, "CONTRIBUTION_STATE"
    sv = "Frågan är redan besvarad eller tillbakatagen, eller så finns det inget svar än."
    en = "The question is answered or taken back already, or there is no answer yet."


class NotReady(Broken):
    """What is missing, each at the field it is about, by JSON pointer."""

    def __init__(self, missing: Sequence[tuple[str, Violation]]) -> None:
        super().__init__([violation for _, violation in missing])
        pairs = zip(self.errors, missing, strict=True)
        self.errors = [{**error, "pointer": pointer} for error, (pointer, _) in pairs]


class Incomplete(NotReady):
    """What an investigation lacks, each by the name of its column."""

    def __init__(self, missing: Sequence[tuple[str, Violation]]) -> None:
        super().__init__([(f"/{to_camel(column)}", violation) for column, violation in missing])


class DecisionPhase(DomainError):
    status, code = 409, "DECISION_PHASE"
    sv = "Ett beslut undertecknas när ärendet väntar på beslut. För ärendet dit först."
    en = "A decision is signed when the case awaits one. Move the case there first."


class DecisionSigned(DomainError):
    status, code = 409, "DECISION_SIGNED"
    sv = "Beslutet är undertecknat och kan inte ändras. Ska det bli annorlunda fattas ett nytt beslut."
    en = "The decision is signed and cannot be changed. If it is to be different, a new decision is made."


class DecidedMeanwhile(DomainError):
    status, code = 409, "DECISION_MEANWHILE"
    sv = "Någon annan ändrade ärendet medan du undertecknade. Inget blev undertecknat av dig. Läs om ärendet."
    en = "Somebody else changed the case while you signed. Nothing was signed by you. Read the case again."


class NotYoursToDecide(DomainError):
    status, code = 403, "DECISION_DECIDER"
    sv = "Beslutet är inte ditt att fatta."
    en = "The decision is not yours to make."


class DecisionNotSigned(DomainError):
    status, code = 409, "DECISION_DRAFT"
    sv = "Beslutet är ett utkast. Underrätta när det är undertecknat."
    en = "The decision is a draft. Notify when it is signed."


class ReceiptRecorded(DomainError):
    status, code = 409, "RECEIPT_RECORDED"
    sv = "Dagen för mottagandet är redan antecknad och styr tiden för överklagande."
    en = "The day of receipt is recorded already, and the time to appeal runs from it."


class NotAppealable(DomainError):
    status, code = 409, "NOT_APPEALABLE"
    sv = "Beslutet kan inte överklagas: det är inte undertecknat, gäller inte längre eller är av annat slag."
    en = "The decision cannot be appealed: it is not signed, no longer stands, or is of another kind."


class NotAppealed(DomainError):
    status, code = 409, "NOT_APPEALED"
    sv = "Det finns inget överklagande som väntar på nämnden."
    en = "There is no appeal that awaits the board."


class CaseAppealed(DomainError):
    status, code = 409, "CASE_APPEALED"
    sv = "Beslutet är överklagat. Anteckna först hur nämnden beslutade."
    en = "The decision is under appeal. First record what the board decided."


class UnitUnknown(NotThere):
    """A unit where the caller may not do this answers as one that does not exist."""


class Unfit(DomainError):
    """What was sent does not fit together; ``errors`` says which field. An invariant's code stands first."""

    status, code = 422, "V01"

    def __init__(self, pointer: str, code: str, sv: str, en: str) -> None:
        super().__init__(errors=[{"pointer": pointer, "code": code, "sv": sv, "en": en}])
        self.code = code if code[1:].isdigit() else self.code
        self.sv, self.en = sv, en


def unreadable_afterwards() -> Unfit:
    """Who is not in the circle could not see what they have just sent."""
    return Unfit(
        "/confidentiality",
        "CASE_CIRCLE",
        "Bara den som ingår i kretsen kan skriva i klass K3 och K4.",
        "Only members of the circle can write in class K3 and K4.",
    )


def unknown_student() -> Unfit:
    return Unfit(
        "/studentIds",
        "STUDENT_UNKNOWN",
        "Eleven finns inte bland dem du får välja. Skriv med egna ord i stället.",
        "The pupil is not among those you may choose. Write in your own words instead.",
    )


def protected_needs_circle() -> Unfit:
    return Unfit(
        "/studentIds",
        "C15",
        "Eleven har skyddade personuppgifter, så ärendet får klass K4 och läses bara av kretsen."
        " Gå först med i kretsen, eller be den som ansvarar att lägga till eleven.",
        "The pupil has protected personal data, so the case becomes K4 and is read by its circle alone."
        " Join the circle first, or ask whoever is responsible to add the pupil.",
    )


def unknown_group() -> Unfit:
    return Unfit("/groupId", "GROUP_UNKNOWN", "Gruppen finns inte på enheten.", "No such group at the unit.")


def unknown_person(pointer: str = "/ownerId") -> Unfit:
    return Unfit(
        pointer,
        "PERSON_UNKNOWN",
        "Personen har inget uppdrag här just nu.",
        "The person has no assignment here at present.",
    )


def nobody_named() -> Unfit:
    return Unfit(
        "/freeTextWho",
        "CONCERN_WHO",
        "Välj elev eller grupp, eller skriv vem eller vad det gäller.",
        "Choose a pupil or a group, or write whom or what it concerns.",
    )


def nobody_alleged_here() -> Unfit:
    return Unfit(
        "/personId",
        "ALLEGED_TYPE",
        "Någon i personalen anges bara i ärenden om kränkande behandling och trakasserier.",
        "Somebody on the staff is named only in cases of degrading treatment and harassment.",
    )


def pointed_out_missing() -> Unfit:
    return Unfit(
        "/pointedOut",
        "CONCERN_POINTED_OUT",
        "Svara på vem som uppges ha gjort det. Vet du inte, välj det.",
        "Say who is said to have done it. If you do not know, choose that.",
    )


def unknown_type() -> Unfit:
    return Unfit(
        "/caseTypeCode",
        "CASE_TYPE_UNKNOWN",
        "Ärendetypen finns inte för enhetens skolformer.",
        "The unit's school forms have no such case type.",
    )


def wrong_subject(pointer: str) -> Unfit:
    return Unfit(
        pointer,
        "CASE_SUBJECT",
        "Ärendetypen säger vad ärendet gäller: elev, grupp eller enheten. Rätta det som inte passar.",
        "The case type says what the case is about: pupil, group or unit. Correct what does not fit.",
    )
