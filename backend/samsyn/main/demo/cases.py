"""Chapter 3: a year of concerns and cases, reported, assessed and worked with by those whose task it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from samsyn.main.demo.api import Api
from samsyn.main.demo.decisions import decided, guardian_heard
from samsyn.main.demo.disclosures import disclosed
from samsyn.main.demo.files import filed
from samsyn.main.demo.investigations import investigated
from samsyn.main.demo.stories import ANSWERED, STORIES, WAITING, Story
from samsyn.main.demo.town import DemoSchool, Opened, Pupil, Town
from samsyn.main.demo.transfers import handed_over

AT_FIRST = 28
"""Days from the opening of a case to its first follow-up."""
ROUNDS = 4
"""How often the stories are told at a school, each time about another pupil."""
TO_ORGANISER = {"kind": "ORGANISER_ABSENCE", "about": "Eleven har varit borta åtta dagar på fyra veckor."}
STEPS = ("OPEN", "INVESTIGATION", "MEASURES", "EVALUATED", "CLOSED")
ORDER = ("PRELIMINARY", "INVESTIGATION", "MEASURES", "FOLLOW_UP", "EVALUATION")
REACHED = {
    "INVESTIGATION": "INVESTIGATION",
    "MEASURES": "MEASURES",
    "EVALUATED": "EVALUATION",
    "CLOSED": "FOLLOW_UP",
}
"""How far a story's case goes by hand; what needs a decision waits for one."""


async def fill(town: Town, api: Api) -> None:
    """Cases in every state at the schools whose people have accounts."""
    for school in town.schools:
        if "larare" not in school.people:
            continue
        rounds = ROUNDS if school.plan.short_code == "BJ" else 1
        for number in range(rounds):
            for place, story in enumerate(STORIES):
                await _told(town, api, school, story, number * len(STORIES) + place, shift=number * 3)
        for place, story in enumerate(WAITING):
            await _reported(town, api, school, story, 200 + place, 0)
        await _answered(town, api, school)
        await _linked(town, api, school)
        await _taught(town, api, school)
        await disclosed(town, api, school)
    await handed_over(town, api)


async def _linked(town: Town, api: Api, school: DemoSchool) -> None:
    """What was seen of pupils, raised to their class: by the principal, who opens both."""
    rektor = school.people["rektor"]
    town.at(town.days_ago(2), 13)
    for here, there, kind in ((3, 5, "RAISED_FROM"), (4, 3, "SAME_GROUP")):
        other = await api.get(rektor, f"/cases/{school.cases[there].id}")
        body = {"number": other["number"], "kind": kind}
        await api.post(rektor, f"/cases/{school.cases[here].id}/links", body)


async def _taught(town: Town, api: Api, school: DemoSchool) -> None:
    """Those who teach say whether it works."""
    for who, works, note in (("larare", True, None), ("mentor", False, "Svårt när vi byter sal.")):
        town.at(town.days_ago(1), 12)
        lines = await api.get(school.people[who], "/me/agreed-measures?limit=5")
        for line in lines["items"]:
            body = {"works": works, "note": note}
            await api.post(school.people[who], f"/agreed-measures/{line['id']}/observations", body)


def _whom(school: DemoSchool, number: int) -> Pupil:
    return school.pupils[(number * 7) % len(school.pupils)]


async def _reported(
    town: Town, api: Api, school: DemoSchool, story: Story, number: int, shift: int
) -> dict[str, Any]:
    town.at(town.days_ago(story.days_ago + shift), 10, number % 50)
    pupil = _whom(school, number)
    about = {"groupId": str(school.groups[pupil.group])} if story.group else {"studentIds": [str(pupil.id)]}
    body = {
        "schoolId": str(school.id), "whatWasSeen": story.seen, "childSaid": story.child_said,
        "triedBefore": story.tried, "urgency": story.urgency, **about,
    }  # fmt: skip
    who = school.people["mentor" if number % 2 else "larare"]
    return await api.post(who, "/concerns", body)


async def _answered(town: Town, api: Api, school: DemoSchool) -> None:
    for number in range(3):
        story = STORIES[number + 6]
        receipt = await _reported(town, api, school, story, 300 + number, 20)
        body = {"outcome": "ANSWERED", "answer": "SUPPORT_IN_TEAM", "feedback": ANSWERED}
        town.at(town.days_ago(story.days_ago + 18), 14)
        await api.post(
            school.people["specialpedagog"], f"/concerns/{receipt['id']}/assessment", body, receipt["version"]
        )


async def _told(town: Town, api: Api, school: DemoSchool, story: Story, number: int, shift: int) -> None:
    receipt = await _reported(town, api, school, story, number, shift)
    opened = town.days_ago(story.days_ago + shift - 2)
    town.at(opened, 14, number % 50)
    owner = school.people[("specialpedagog", "kurator", "speciallarare")[number % 3]]
    first, later = _follow_ups(town, opened, number)
    body = {
        "outcome": "CASE_OPENED", "caseTypeCode": story.case_type, "nextFollowUpOn": first.isoformat(),
        "ownerId": str(owner),
    }  # fmt: skip
    rektor = school.people["rektor"]
    concern = await api.post(rektor, f"/concerns/{receipt['id']}/assessment", body, receipt["version"])
    case = concern["cases"][0]["id"]
    school.cases.append(Opened(UUID(case), owner))
    if number < len(STORIES):
        await filed(api, school, owner, story, case)
    if story.case_type == "ABSENCE":
        await api.post(rektor, f"/cases/{case}/reports", TO_ORGANISER)
    step = STEPS.index(story.end)
    if step >= STEPS.index("INVESTIGATION"):
        await _worked(town, api, school, story, case, number, shift)
    if later > first:
        await _followed_up(town, api, rektor, case, later)


def _follow_ups(town: Town, opened: date, number: int) -> tuple[date, date]:
    """The day set when a case was opened, as far ahead as its type lets it be, and the one that holds now."""
    now = _follow_up_now(town, number)
    return min(town.days_ahead(AT_FIRST, opened), now), now


def _follow_up_now(town: Town, number: int) -> date:
    return town.days_ahead((number % 9) * 4 - 6)


async def _kept_up(town: Town, api: Api, rektor: UUID, case: str, number: int) -> None:
    """A case whose day for follow-up has passed goes nowhere (C08): the next one is set when it comes."""
    found = await api.get(rektor, f"/cases/{case}")
    today, last = town.clock.today(), _follow_up_now(town, number)
    if found["nextFollowUpOn"] < today.isoformat() <= last.isoformat():
        day = min(town.days_ahead(AT_FIRST, today), last).isoformat()
        await api.act(rektor, "PATCH", f"/cases/{case}", {"nextFollowUpOn": day}, found["version"])


async def _followed_up(town: Town, api: Api, rektor: UUID, case: str, day: date) -> None:
    """When that day came, the next one was set; in a case that is closed there is none."""
    town.clock.set(max(town.clock.now(), town.now - timedelta(days=7)))
    found = await api.get(rektor, f"/cases/{case}")
    if "case.change" in found["allowedActions"]:
        await api.act(
            rektor, "PATCH", f"/cases/{case}", {"nextFollowUpOn": day.isoformat()}, found["version"]
        )


async def _worked(
    town: Town, api: Api, school: DemoSchool, story: Story, case: str, number: int, shift: int
) -> None:
    owner = school.people[("specialpedagog", "kurator", "speciallarare")[number % 3]]
    opened = town.clock.now()
    town.at(town.days_ago(story.days_ago + shift - 4), 11)
    town.clock.set(max(town.clock.now(), min(opened + timedelta(hours=1), town.now)))
    if story.themes:
        found = await api.get(owner, f"/cases/{case}")
        await api.act(owner, "PATCH", f"/cases/{case}", {"themes": story.themes}, found["version"])
    if story.note:
        await api.post(owner, f"/cases/{case}/notes", {"kind": "OBSERVATION", "text": story.note})
    if story.voice:
        asked = town.clock.today().isoformat()
        body = {
            "perspective": "CHILD_OWN",
            "method": "CONVERSATION",
            "askedOn": asked,
            "content": story.voice,
        }
        await api.post(owner, f"/cases/{case}/child-voices", body)
    await api.post(owner, f"/cases/{case}/members", {
        "personId": str(school.people["mentor"]), "role": "CONTRIBUTOR",
        "reason": "Mentor, möter eleven varje dag.",
    })  # fmt: skip
    if story.measure:
        await _measured(town, api, school, owner, story, case)
    if story.proposal:
        body = {"description": story.proposal, "followUpOn": town.days_ahead(28).isoformat()}
        await api.post(school.people["mentor"], f"/cases/{case}/measures", body)
    await investigated(town, api, owner, story, case, done=story.end != "INVESTIGATION")
    if story.case_type == "ABSENCE" and story.end != "INVESTIGATION":
        await guardian_heard(town, api, owner, case, "Morgnarna är svåra hemma också.")
    await _kept_up(town, api, school.people["rektor"], case, number)
    if story.case_type == "SPECIAL_SUPPORT" and story.end == "CLOSED":
        await _moved(api, owner, case, ORDER.index("INVESTIGATION"))
        waits = number // len(STORIES) == 1
        await decided(town, api, school, owner, case, sign=not waits)
        if waits:
            return
    await _moved(api, owner, case, ORDER.index(REACHED[story.end]))
    if story.end == "CLOSED":
        await _closed(town, api, school, case)


async def _measured(town: Town, api: Api, school: DemoSchool, owner: UUID, story: Story, case: str) -> None:
    ahead = town.days_ahead(30, town.clock.today()).isoformat()
    level = "PREVENTIVE" if story.group else "REMEDIAL"
    body = {
        "description": story.measure,
        "level": level,
        "scope": "GROUP" if story.group else "INDIVIDUAL",
        "followUpOn": ahead,
    }
    measure = await api.post(owner, f"/cases/{case}/measures", body)
    if not story.group:
        line = {"line": story.measure, "sharedUntil": town.days_ahead(45).isoformat()}
        await api.post(owner, f"/cases/{case}/measures/{measure['id']}/agreed-line", line)
    await _followed(town, api, school.people["mentor"], f"/cases/{case}/measures/{measure['id']}")
    if story.end in ("EVALUATED", "CLOSED"):
        town.clock.set(min(town.clock.now() + timedelta(days=30), town.now))
        result = {
            "effect": "YES",
            "whatHappened": "Märks i vardagen: eleven börjar själv och orkar hela passet.",
        }
        await api.post(owner, f"/cases/{case}/measures/{measure['id']}/evaluation", result)


async def _followed(town: Town, api: Api, mentor: UUID, path: str) -> None:
    """The first days of a measure, as its mentor saw them."""
    began = town.clock.now()
    for days, kept, note in ((1, "YES", None), (2, "PARTLY", "Vikarie på eftermiddagen"), (5, "YES", None)):
        if began + timedelta(days=days) < town.now:
            town.clock.set(began + timedelta(days=days))
            await api.post(mentor, f"{path}/fidelity-entries", {"kept": kept, "note": note})


async def _moved(api: Api, owner: UUID, case: str, goal: int) -> None:
    """From phase to phase as long as no gate is in the way."""
    for _ in ORDER:
        found = await api.get(owner, f"/cases/{case}")
        here = ORDER.index(found["phase"]) if found["phase"] in ORDER else len(ORDER)
        open_ = [t["phase"] for t in found["transitions"] if not t["obstacles"] and t["phase"] in ORDER]
        onward = [p for p in open_ if here < ORDER.index(p) <= goal]
        if not onward or "case.move" not in found["allowedActions"]:
            return
        goes = min(onward, key=ORDER.index)
        warned = any(t["warnings"] for t in found["transitions"] if t["phase"] == goes)
        body = {
            "phase": goes,
            "reason": "Arbetslaget har prövat i klassrummet sedan i höst." if warned else None,
        }
        await api.post(owner, f"/cases/{case}/phase", body, found["version"])


async def _closed(town: Town, api: Api, school: DemoSchool, case: str) -> None:
    """What is under way is evaluated first (C09); where something else is left the case stays open."""
    rektor = school.people["rektor"]
    left = (await api.get(rektor, f"/cases/{case}/closure-obstacles"))["items"]
    running = [one["measure"] for one in left if one["measure"]]
    today = town.clock.today().isoformat()
    if len(running) < len(left) or any(one["startOn"] > today for one in running):
        return
    for one in running:
        result = {"effect": "YES", "whatHappened": "Läsningen flyter bättre och eleven tar egna initiativ."}
        await api.post(rektor, f"/cases/{case}/measures/{one['id']}/evaluation", result)
    found = await api.get(rektor, f"/cases/{case}")
    reasons = found["closureReasons"]
    if "case.close" in found["allowedActions"] and reasons:
        body = {"reason": reasons[0], "feedback": "Samtal med elev och vårdnadshavare om vad som fungerade."}
        await api.post(rektor, f"/cases/{case}/closure", body, found["version"])
