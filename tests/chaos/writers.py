"""People who write, and who send the same again when they hear no answer."""

from __future__ import annotations

import itertools
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from samsyn.core.credential import COOKIE
from samsyn.core.schema import BASE_PATH
from samsyn.core.schooldays import stockholm_day
from tests.chaos.journal import Ack, Journal
from tests.factories.world import World

PATIENCE_SECONDS = 180.0
PAUSE_SECONDS = 0.05
UNHEARD = 4
"""One answer in so many is taken as lost on the way: what was done is asked for once more."""
IN_PROGRESS = "A09"
ENDED = {"effect": "YES", "whatHappened": "Läser hela passet"}


class Unexpected(Exception):
    """An answer that is neither done nor try again."""


def day(days: int) -> str:
    return (stockholm_day(datetime.now(UTC)) + timedelta(days=days)).isoformat()


class Writer(threading.Thread):
    """Tells story after story; after ``stop`` the one that was begun is told to its end."""

    def __init__(
        self, url: str, world: World, journal: Journal, stop: threading.Event, pupils: list[UUID]
    ) -> None:
        super().__init__()
        self.world, self.journal, self.stop, self.pupils = world, journal, stop, pupils
        self.unheard = itertools.cycle([False] * (UNHEARD - 1) + [True])
        self.client = httpx.Client(base_url=f"{url}{BASE_PATH}", timeout=15)

    def run(self) -> None:
        try:
            with self.client:
                for pupil in itertools.cycle(self.pupils):
                    if self.stop.is_set():
                        return
                    self.concern_to_case()
                    self.case_of_pupil(pupil)
        except (Unexpected, KeyError, ValueError) as wrong:
            self.journal.fail(repr(wrong))

    # ---- stories

    def concern_to_case(self) -> None:
        """Reported, assessed, worked on, closed."""
        seen = f"Sitter ensam {uuid4()}"
        told = {"schoolId": str(self.world.school), "freeTextWho": "Matsalen", "whatWasSeen": seen}
        receipt = self.create("larare", "/concerns", told | {"urgency": "SOON"})
        concern = UUID(receipt["id"])
        self.journal.write(Ack("concerns", concern, {"what_was_seen": seen}))
        found = self.create("kurator", f"/concerns/{concern}/assessment", {
            "outcome": "CASE_OPENED", "caseTypeCode": "LEARNING_ENVIRONMENT", "nextFollowUpOn": day(21),
        })  # fmt: skip
        case = UUID(found["cases"][0]["id"])
        self.journal.write(Ack("cases", case, {"case_type": "LEARNING_ENVIRONMENT"}, concern))
        self.note(case)
        measure = self.measure(case)
        self.move(case, "phase", {"phase": "INVESTIGATION"})
        self.create("kurator", f"/cases/{case}/measures/{measure}/evaluation", ENDED)
        self.move(case, "closure", {"reason": "WITHDRAWN"})

    def case_of_pupil(self, pupil: UUID) -> None:
        """Opened by hand, with the child's voice, and left open."""
        body = {"schoolId": str(self.world.school), "caseTypeCode": "SPECIAL_SUPPORT"}
        more = {"studentIds": [str(pupil)], "nextFollowUpOn": day(21)}
        case = UUID(self.create("kurator", "/cases", body | more)["id"])
        self.journal.write(Ack("cases", case, {"case_type": "SPECIAL_SUPPORT"}))
        said = f"Jag vill sitta vid dörren {uuid4()}"
        voice = self.create("kurator", f"/cases/{case}/child-voices", {
            "perspective": "CHILD_OWN", "method": "CONVERSATION", "askedOn": day(-1), "content": said,
        })  # fmt: skip
        self.journal.write(Ack("child_voices", UUID(voice["id"]), {"content": said}, case))
        self.note(case)

    def note(self, case: UUID) -> None:
        text = f"Samtal med mentor {uuid4()}"
        made = self.create("kurator", f"/cases/{case}/notes", {"text": text})
        self.journal.write(Ack("case_notes", UUID(made["id"]), {"text": text}, case))

    def measure(self, case: UUID) -> UUID:
        text = f"Sitter nära tavlan {uuid4()}"
        made = self.create("kurator", f"/cases/{case}/measures", {"description": text, "followUpOn": day(20)})
        self.journal.write(Ack("case_measures", UUID(made["id"]), {"description": text}, case))
        return UUID(made["id"])

    def move(self, case: UUID, noun: str, body: dict[str, Any]) -> None:
        """With the version that was read before: a repetition must not be taken for somebody else's."""
        read = self.ask("kurator", "GET", f"/cases/{case}")
        self.journal.read(case)
        self.create("kurator", f"/cases/{case}/{noun}", body, {"if-match": read.headers["etag"]})
        self.journal.move(case)

    # ---- asking until there is an answer

    def create(
        self, who: str, path: str, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        key = {"idempotency-key": str(uuid4()), **(headers or {})}
        made = dict(self.ask(who, "POST", path, key, body).json())
        if next(self.unheard):
            again = self.ask(who, "POST", path, key, body).json()
            if again["id"] != made["id"]:
                raise Unexpected(f"POST {path.split('/')[1]}: another one at the second time")
        return made

    def ask(
        self, who: str, method: str, path: str, headers: dict[str, str] | None = None, body: Any = None
    ) -> httpx.Response:
        """The same request again and again, as long as it is not known what came of it."""
        own = {"sec-fetch-site": "same-origin", "x-samsyn-request": "1", **(headers or {})}
        own["cookie"] = f"{COOKIE}={self.world.tokens[who]}"
        deadline, pause = time.monotonic() + PATIENCE_SECONDS, threading.Event()
        while time.monotonic() < deadline:
            answer = self._once(method, path, own, body)
            if answer is not None:
                return answer
            pause.wait(PAUSE_SECONDS)
        raise Unexpected(f"{method} {path}: no answer in {PATIENCE_SECONDS:.0f} s")

    def _once(self, method: str, path: str, headers: dict[str, str], body: Any) -> httpx.Response | None:
        """None: try again."""
        try:
            answer = self.client.request(method, path, headers=headers, json=body)
        except httpx.TransportError:
            self.journal.tried()
            return None
        self.journal.tried("idempotency-replayed" in answer.headers)
        if answer.is_success:
            return answer
        code = answer.json().get("code") if "json" in answer.headers.get("content-type", "") else None
        if answer.status_code >= 500 or code == IN_PROGRESS:
            return None
        raise Unexpected(f"{method} {path.split('/')[1]}: {answer.status_code} {code}")
