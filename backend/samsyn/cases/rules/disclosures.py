"""What leaves a case for somebody outside it: consents (samtycken), and the ledger of what was disclosed.

Consent breaks secrecy only for whom and what it was given (OSL 10:1, 12:2). Who gives it for a child follows
OSL 12:3: the guardian, with rising age and maturity together with the child or the child alone; from 18
nobody else. Chapter and section of OSL are from general knowledge: data with ``verified_by`` empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.cases.rules import SHORTEST_REASON, DisclosureBasis, load_invariants
from samsyn.cases.rules.parties import OF_AGE, Channel, Missing, Party, age_on
from samsyn.core.spelled import spelled_day
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import ConfidentialityClass

ASKED_TOO = 15
"""From about this age a child is asked for herself as well."""
BY_CONSENT = {
    DisclosureBasis.CONSENT_GUARDIAN: Party.GUARDIAN,
    DisclosureBasis.CONSENT_STUDENT: Party.STUDENT,
}
"""Who must be among those who consented, for what is disclosed on that ground."""


class RecipientKind(StrEnum):
    SOCIAL_SERVICES = "SOCIAL_SERVICES"
    HEALTH_CARE = "HEALTH_CARE"
    HABILITATION = "HABILITATION"
    POLICE = "POLICE"
    OTHER_SCHOOL = "OTHER_SCHOOL"
    OTHER_AUTHORITY = "OTHER_AUTHORITY"
    OTHER = "OTHER"


class ConsentForm(StrEnum):
    WRITTEN = "WRITTEN"
    ORAL = "ORAL"
    DIGITAL = "DIGITAL"


class ConsentState(StrEnum):
    IN_FORCE = "IN_FORCE"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"


class ConsentWarning(StrEnum):
    """What to think of at the age of the child; never in the way."""

    ASK_THE_PUPIL = "ASK_THE_PUPIL"
    PUPIL_ALONE = "PUPIL_ALONE"
    ONE_GUARDIAN = "ONE_GUARDIAN"


@dataclass(frozen=True, slots=True)
class Given:
    """A consent as the rules see it. ``born_on``: None where it is about no single pupil."""

    givers: tuple[Party, ...]
    about_pupil: bool
    student: bool
    born_on: date | None
    scope: str
    given_on: date
    expires_on: date


def state_of(given_on: date, expires_on: date, revoked_on: date | None, day: date) -> ConsentState:
    """On a day. A consent that was taken back holds no longer on that day itself."""
    if revoked_on is not None and revoked_on <= day:
        return ConsentState.REVOKED
    return ConsentState.IN_FORCE if given_on <= day <= expires_on else ConsentState.EXPIRED


def consent_violations(given: Given, today: date) -> Missing:
    found: Missing = []
    if not given.givers:
        found.append(("/givers", _broken("CONSENT_GIVER")))
    if given.about_pupil and not given.student:
        found.append(("/studentId", _broken("CONSENT_STUDENT")))
    if given.about_pupil and given.born_on is None:
        found.append(("/bornOn", _broken("CONSENT_BORN")))
    if not given.scope.strip():
        found.append(("/scope", _broken("CONSENT_SCOPE")))
    if given.given_on > today:
        found.append(("/givenOn", _broken("CONSENT_DAY")))
    if given.expires_on < today:
        found.append(("/expiresOn", _broken("CONSENT_EXPIRY")))
    return found + _of_age(given, today)


def _of_age(given: Given, today: date) -> Missing:
    """From the day on which the pupil comes of age nobody else's consent holds."""
    if given.born_on is None or Party.STUDENT in given.givers:
        return []
    if age_on(given.born_on, today) >= OF_AGE:
        return [("/givers", _broken("CONSENT_OF_AGE"))]
    if age_on(given.born_on, given.expires_on) >= OF_AGE:
        return [("/expiresOn", _broken("CONSENT_PAST_AGE"))]
    return []


def consent_warnings(givers: Iterable[Party], born_on: date | None, day: date) -> list[ConsentWarning]:
    """At the age of the child on that day."""
    given = list(givers)
    if born_on is None or age_on(born_on, day) >= OF_AGE:
        return []
    found = []
    if Party.STUDENT not in given and age_on(born_on, day) >= ASKED_TOO:
        found.append(ConsentWarning.ASK_THE_PUPIL)
    if Party.GUARDIAN not in given:
        found.append(ConsentWarning.PUPIL_ALONE)
    elif given.count(Party.GUARDIAN) == 1:
        found.append(ConsentWarning.ONE_GUARDIAN)
    return found


@dataclass(frozen=True, slots=True)
class Leave:
    """The consent that something is disclosed under. ``state``: on the day that it was disclosed."""

    state: ConsentState
    givers: tuple[Party, ...]
    recipient_kind: RecipientKind
    student: object
    expires_on: date


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger as the rules see it. ``shared``: shown to somebody in Samsyn until a day."""

    basis: DisclosureBasis
    recipient_kind: RecipientKind
    student: object
    about_pupil: bool
    what: str
    reason: str
    channel: Channel | None
    told_on: date
    confidentiality: ConfidentialityClass
    consent: Leave | None
    shared: bool = False
    shared_until: date | None = None


def disclosure_violations(told: Entry, today: date) -> Missing:
    found: Missing = []
    if told.about_pupil and told.student is None:
        found.append(("/studentId", _broken("CONSENT_STUDENT")))
    if not told.what.strip():
        found.append(("/what", _broken("DISCLOSURE_WHAT")))
    if told.told_on > today:
        found.append(("/toldOn", _broken("DISCLOSURE_DAY")))
    found += _under(told) if told.basis in BY_CONSENT else _without(told)
    return found + (_shared(told, today) if told.shared else _sent(told))


def _under(told: Entry) -> Missing:
    """Consent holds on the day, of the right giver, for that recipient and pupil."""
    consent = told.consent
    if consent is None:
        return [("/consentId", _broken("DISCLOSURE_CONSENT"))]
    if consent.state is ConsentState.REVOKED:
        return [("/consentId", _broken("CONSENT_REVOKED"))]
    if consent.state is ConsentState.EXPIRED:
        return [("/consentId", _broken("CONSENT_EXPIRED"))]
    if BY_CONSENT[told.basis] not in consent.givers:
        return [("/basis", _broken("CONSENT_OTHER_GIVER"))]
    if consent.student != told.student:
        return [("/studentId", _broken("CONSENT_OTHER_PUPIL"))]
    if consent.recipient_kind is not told.recipient_kind:
        return [("/recipientKind", _broken("CONSENT_OTHER_RECIPIENT"))]
    return []


def _without(told: Entry) -> Missing:
    found: Missing = []
    if told.consent is not None:
        found.append(("/consentId", _broken("DISCLOSURE_TWO_GROUNDS")))
    if len(told.reason.strip()) < SHORTEST_REASON:
        found.append(("/reason", _broken("DISCLOSURE_REASON", least=SHORTEST_REASON)))
    return found


def _sent(told: Entry) -> Missing:
    if told.channel is None:
        return [("/channel", _broken("DISCLOSURE_CHANNEL"))]
    sealed = told.confidentiality.rank >= ConfidentialityClass.K3.rank
    if told.channel is Channel.E_MAIL and sealed:
        return [("/channel", _broken("DISCLOSURE_MAIL"))]
    return []


def _shared(told: Entry, today: date) -> Missing:
    """Shown from now on, so that the ground must hold today, and as long as it is shown."""
    if told.confidentiality is ConfidentialityClass.K4:
        return [("/partnerId", _broken("SHARED_K4"))]
    if told.told_on != today:
        return [("/toldOn", _broken("SHARED_TODAY"))]
    if told.shared_until is None or told.shared_until < today:
        return [("/sharedUntil", _broken("SHARED_UNTIL"))]
    if told.consent is not None and told.shared_until > told.consent.expires_on:
        return [("/sharedUntil", _until("SHARED_PAST", told.consent.expires_on))]
    return []


def revocation_violations(revoked_on: date, given_on: date, today: date) -> Missing:
    if not given_on <= revoked_on <= today:
        return [("/revokedOn", _broken("CONSENT_REVOKED_ON"))]
    return []


def _broken(key: str, **values: object) -> Violation:
    return load_invariants().broken(key, **values)


def _until(key: str, last: date) -> Violation:
    return _broken(key, sv_day=spelled_day(last), en_day=spelled_day(last, "en"))
