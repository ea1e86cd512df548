"""Questions in an investigation: asked, linked to, taken back."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.tell import place_of, tell, tell_of
from samsyn.cases.errors import CaseClosed, ContributionEnded, InvestigationLocked, Unfit, refuse_broken
from samsyn.cases.models import Case, Contribution, Investigation
from samsyn.cases.policy.contributions import CONTRIBUTIONS_OF_CASE
from samsyn.cases.queries.circle import refuse_pointed_out
from samsyn.cases.queries.investigations import one as one_investigation
from samsyn.cases.queries.people import brought_by
from samsyn.cases.queries.pupils import pupils_shown, remember_case_students
from samsyn.cases.rules.contributions import (
    AT_HOME,
    LINK_LASTS,
    ContributionState,
    HomeAsked,
    NewLink,
    new_link,
    recipient_violations,
    says_who,
)
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.contributions import ContributionsIn, RespondentIn
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work


async def ask(work: Work, case: Case, body: ContributionsIn) -> None:
    """Raises CaseClosed, InvestigationLocked, C11, C21, C22, NotThere, JournalContent, and Unfit for
    respondents that do not fit and for a question to the home that names somebody."""
    if not case.is_open:
        raise CaseClosed
    investigation = await one_investigation(work, case, body.investigation_id)
    if not investigation.is_open:
        raise InvestigationLocked
    roles = [one.role for one in body.respondents]
    home = HomeAsked(roles, body.age_group, body.every_guardian, body.consent, body.about_home)
    refuse_broken(recipient_violations(home), "/respondents")
    if AT_HOME & set(roles):
        await _refuse_names(work, case, body.question)
    await guard_body(work, case, body)
    sealer = await sealer_of(work)
    for place, respondent in enumerate(body.respondents):
        await _check(work, case, respondent, f"/respondents/{place}")
        asked = Contribution(
            **place_of(case),
            id=uuid7(),
            investigation_id=investigation.id,
            confidentiality=case.confidentiality,
            role=respondent.role,
            person_id=respondent.person_id,
            age_group=body.age_group if respondent.role in AT_HOME else None,
            requested_at=work.clock.now(),
            requested_by=work.actor.id,
            link_tries=0,
        )
        asked.put_words(sealer, question=body.question, recipient=respondent.recipient)
        work.add(asked)
        await tell(work, case, EventType.CONTRIBUTION_ASKED, ref_id=asked.id, role=respondent.role)
    await work.flush()


async def _check(work: Work, case: Case, respondent: RespondentIn, pointer: str) -> None:
    at_home = respondent.role in AT_HOME
    if at_home == (respondent.person_id is not None) or at_home == (respondent.recipient is None):
        raise Unfit(
            pointer,
            "RESPONDENT",
            "Välj en person som arbetar här, eller skriv vem hemma som frågan går till.",
            "Choose somebody who works here, or write who at home the question goes to.",
        )
    if respondent.person_id is not None:
        await refuse_pointed_out(work, case, respondent.person_id, pointer)
        await brought_by(work, respondent.person_id, case.school_id, pointer)


async def _refuse_names(work: Work, case: Case, question: str) -> None:
    """Whoever gets the link by mistake learns nothing about anybody."""
    pupils = await pupils_shown(work, await remember_case_students(work, case.id))
    if says_who(question, [pupil.name for pupil in pupils if pupil.name]) or case.number in question:
        raise Unfit(
            "/question",
            "QUESTION_NAMES",
            "Skriv inte elevens namn eller ärendets nummer i en fråga som går hem. Skriv ditt barn eller du.",
            "Do not write the pupil's name or the case's number in a question to the home. Write your child"
            " or you.",
        )


async def give_link(work: Work, case: Case, asked: Contribution) -> NewLink:
    """A new link for fourteen days; one given before stops working. Raises CaseClosed, ContributionEnded, and
    Unfit for staff, for protected pupils and in K4."""
    await refuse_ended(work, case, asked)
    pupils = await pupils_shown(work, work.students)
    hidden = case.class_ is ConfidentialityClass.K4 or any(pupil.protected for pupil in pupils)
    if hidden or asked.role not in AT_HOME:
        raise Unfit(
            "",
            "LINK_NOT_OFFERED",
            "Länk ges inte när någon i ärendet har skyddade personuppgifter, och inte till den som har konto."
            " Ställ frågan på ett annat sätt och skriv in svaret.",
            "No link is given where somebody in the case has protected personal data, nor to who has an"
            " account. Ask in another way and write in the answer.",
        )
    link = new_link()
    asked.token_hash, asked.code_hash = link.token_hash, link.code_hash
    asked.link_expires_at, asked.link_tries = work.clock.now() + LINK_LASTS, 0
    await tell_of(work, case, EventType.CONTRIBUTION_LINKED, asked)
    await work.flush()
    return link


async def withdraw(work: Work, case: Case, asked: Contribution) -> None:
    """Takes the question back, and its link with it. Raises CaseClosed, ContributionEnded."""
    await refuse_ended(work, case, asked)
    _end(work, asked)
    await tell_of(work, case, EventType.CONTRIBUTION_WITHDRAWN, asked)
    await work.flush()


async def withdraw_rest(work: Work, case: Case, investigation: Investigation) -> None:
    """Nobody is asked any more in an investigation that is completed."""
    for asked in await work.scalars(CONTRIBUTIONS_OF_CASE, {"key": case.id}):
        if asked.investigation_id == investigation.id and asked.state is ContributionState.ASKED:
            _end(work, asked)


async def end_questions_to(work: Work, case: Case, people: Collection[UUID]) -> None:
    """What these people were asked and have not answered."""
    for asked in await work.scalars(CONTRIBUTIONS_OF_CASE, {"key": case.id}):
        if asked.person_id in people and asked.state is ContributionState.ASKED:
            _end(work, asked)


def _end(work: Work, asked: Contribution) -> None:
    asked.withdrawn_at = work.clock.now()
    asked.token_hash = asked.code_hash = None


async def refuse_ended(work: Work, case: Case, asked: Contribution) -> list[UUID]:
    if not case.is_open:
        raise CaseClosed
    if asked.state is not ContributionState.ASKED:
        raise ContributionEnded
    return await remember_case_students(work, case.id)
