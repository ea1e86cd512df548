"""How the operations on questions and answers in an investigation are asked for."""

from __future__ import annotations

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case
from tests.factories.cases import add_answer, add_contribution, add_investigation
from tests.factories.world import World


@asks("listContributions")
def _contributions(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/contributions")


@asks("createContributions")
def _ask(world: World) -> Ask:
    made = case(world)
    body = {
        "investigationId": str(add_investigation(world, made)),
        "question": "När fungerar det bra?",
        "respondents": [{"role": "TEACHER", "personId": str(world.people["mentor"])}],
    }
    return Ask(f"/cases/{made}/contributions", body)


@asks("createContributionAnswer")
def _enter(world: World) -> Ask:
    made = case(world)
    path = f"/cases/{made}/contributions/{add_contribution(world, made)}/answer"
    return Ask(path, {"answer": "På morgonen", "channel": "TELEPHONE"}, 1)


@asks("createAnswerLink")
def _link(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/contributions/{add_contribution(world, made)}/link", None, 1)


@asks("createContributionWithdrawal")
def _withdraw(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/contributions/{add_contribution(world, made)}/withdrawal", None, 1)


@asks("createContributionSorting")
def _sort(world: World) -> Ask:
    made = case(world)
    path = f"/cases/{made}/contributions/{add_answer(world, made)}/sorting"
    return Ask(path, {"confidentiality": "K3"}, 1)


@asks("listMyQuestions")
def _questions(_: World) -> Ask:
    return Ask("/me/questions")


@asks("createQuestionAnswer")
def _answer(world: World) -> Ask:
    mentor = world.people["mentor"]
    one = add_contribution(world, case(world), role="TEACHER", recipient=None, person_id=mentor)
    path = f"/me/questions/{one}/answer"
    return Ask(path, {"answer": "På morgonen"})
