"""Tables of concerns and cases."""

from samsyn.cases.models.agreed import AgreedMeasure, AgreedObservation, AgreedSource
from samsyn.cases.models.alleged import AllegedPerson
from samsyn.cases.models.assessments import AssessmentReference
from samsyn.cases.models.attachments import CaseAttachment
from samsyn.cases.models.best_interest import BestInterestAssessment
from samsyn.cases.models.break_glass import BreakGlass
from samsyn.cases.models.cases import Case, CaseAccess, CaseCounter, CaseHead, CaseStudent
from samsyn.cases.models.concerns import Concern, ConcernCase, ConcernHead, ConcernStudent
from samsyn.cases.models.contributions import Contribution
from samsyn.cases.models.decisions import ActionProgramme, Decision, Hearing
from samsyn.cases.models.disclosures import Consent, Disclosure
from samsyn.cases.models.exports import CaseExport
from samsyn.cases.models.investigations import Investigation
from samsyn.cases.models.links import CaseLink
from samsyn.cases.models.measures import Measure, MeasureFidelity
from samsyn.cases.models.notifications import Appeal, Notification
from samsyn.cases.models.parts import CaseEvent, CaseNote, ChildVoice, PartOfCase
from samsyn.cases.models.reports import AuthorityReport
from samsyn.cases.models.transfers import CaseTransfer

__all__ = [
    "ActionProgramme",
    "AgreedMeasure",
    "AgreedObservation",
    "AgreedSource",
    "AllegedPerson",
    "Appeal",
    "AssessmentReference",
    "AuthorityReport",
    "BestInterestAssessment",
    "BreakGlass",
    "Case",
    "CaseAccess",
    "CaseAttachment",
    "CaseCounter",
    "CaseEvent",
    "CaseExport",
    "CaseHead",
    "CaseLink",
    "CaseNote",
    "CaseStudent",
    "CaseTransfer",
    "ChildVoice",
    "Concern",
    "ConcernCase",
    "ConcernHead",
    "ConcernStudent",
    "Consent",
    "Contribution",
    "Decision",
    "Disclosure",
    "Hearing",
    "Investigation",
    "Measure",
    "MeasureFidelity",
    "Notification",
    "PartOfCase",
]
