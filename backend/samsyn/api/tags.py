"""The groups of operations in the document, and what is said about each."""

import inspect
import sys
from typing import Any

from fastapi.routing import RouteContext

KNOWN = {
    "api-info": "Version och tillstånd för detta API. / Version and state of this API.",
    "oauth": "Åtkomstbiljetter för system, RFC 6749. / Access tokens for systems, RFC 6749.",
    "session": "Inloggning för personer. / Signing in, for people.",
    "me": "Vem jag är, vad jag får göra och veckans fokus. / Who I am, what I may do, and the week's focus.",
    "drafts": "Utkast som bara den som skriver ser. / Drafts that only their writer sees.",
    "organisers": "Huvudmän. / Organisers of schools.",
    "areas": "Verksamhetsområden hos huvudmannen. / Areas of the organiser.",
    "schools": "Skolenheter och förskolor. / School units and preschools.",
    "school-years": "Läsår med terminer och lov. / School years with terms and breaks.",
    "calendar-days": "Skolkalenderns dagar. / Days of the school calendar.",
    "professions": "Professioner och deras uppgifter per nivå. / Professions and their tasks per level.",
    "people": "Personal. / Staff.",
    "assignments": "Tidsbegränsade uppdrag. / Time-limited assignments.",
    "accounts": "Konton. / Accounts.",
    "teams": "Elevhälsoteam, arbetslag och andra team. / Pupil health teams, work teams and others.",
    "students": "Elever som du får se. / Pupils that you may see.",
    "student-searches": "Sök elev i kroppen, aldrig i adressen. / Find a pupil; never in the address.",
    "groups": "Klasser och grupper. / Classes and groups.",
    "concerns": "Signaler om oro. / Concerns.",
    "cases": "Ärenden med krets, anteckningar och åtgärder. / Cases with circle, notes and measures.",
    "case-types": "Ärendetyper med klockor. / Case types with clocks.",
    "rule-packs": "Regelpaket med giltighet. / Rule packs with validity.",
    "legal-bases": "Lagrum. / Legal bases.",
    "meetings": "Möten, dagordning, närvaro och anteckningar. / Meetings, agenda, attendance and minutes.",
    "meeting-series": "Återkommande möten. / Recurring meetings.",
    "action-items": "Att göra efter möten. / What to do after meetings.",
    "smart-goals": "SMARTa mål, kontroll och avstämningar. / SMART goals, checks and check-ins.",
    "annual-wheels": "Årshjul med aktiviteter och regler. / Annual wheels with activities and rules.",
    "api-clients": "System som anropar detta API. / Systems that call this API.",
    "sync-sources": "Källor enligt SS 12000. / Sources according to SS 12000.",
    "sync-runs": "Hämtningar och deras rapporter. / Pulls and their reports.",
    "jobs": "Arbete i bakgrunden. / Background work.",
    "access-log": "Vem som har läst och ändrat. / Who has read and changed.",
}


def tag_of(path: str) -> str:
    """An operation without a tag of its own belongs to the first word of its path."""
    return path.strip("/").split("/", 1)[0]


def tags(operations: list[tuple[RouteContext, str, str, dict[str, Any]]]) -> list[dict[str, str]]:
    """Used tags in order of name; one that is not known here is described by its domain's own docstring."""
    described: dict[str, str] = {}
    for context, _, _, operation in operations:
        for tag in operation["tags"]:
            described.setdefault(tag, KNOWN.get(tag) or _domain_says(context) or "")
    return [{"name": name, "description": described[name]} for name in sorted(described)]


def _domain_says(context: RouteContext) -> str:
    package = getattr(context.endpoint, "__module__", "").rpartition(".")[0]
    return inspect.cleandoc(getattr(sys.modules.get(package), "__doc__", None) or "").split("\n\n", 1)[0]
