"""Files in the demo's cases: a letter that the program sets itself, and a picture of a timetable."""

from __future__ import annotations

import io
from uuid import UUID

from PIL import Image, ImageDraw

from samsyn.core.pdf import Document, Part, typeset
from samsyn.main.demo.api import Api
from samsyn.main.demo.stories import Story
from samsyn.main.demo.town import DemoSchool

DAYS, LESSONS = 5, 7
CELL = (150, 70)
TINTS = ("#d7e8ef", "#f3ead2", "#dfeedd", "#efe0e8")


async def filed(api: Api, school: DemoSchool, owner: UUID, story: Story, case: str) -> None:
    """One of each."""
    letter = await typeset(
        "document",
        Document(
            "Lundby kommun", school.plan.name, parts=(Part("Vad vi sett", (story.note or story.seen,)),)
        ),
        title="Pedagogisk kartläggning",
        language="sv",
    )
    await api.send(owner, f"/cases/{case}/attachments", "Pedagogisk kartläggning.pdf", letter)
    await api.send(owner, f"/cases/{case}/attachments", "Schema med lugna stunder.png", _timetable())


def _timetable() -> bytes:
    """A week of tinted lessons, without words that anybody could take for a pupil's."""
    picture = Image.new("RGB", (DAYS * CELL[0], LESSONS * CELL[1]), "white")
    pen = ImageDraw.Draw(picture)
    for day in range(DAYS):
        for lesson in range(LESSONS):
            left, top = day * CELL[0], lesson * CELL[1]
            tint = TINTS[(day * 3 + lesson) % len(TINTS)]
            pen.rectangle((left + 4, top + 4, left + CELL[0] - 4, top + CELL[1] - 4), fill=tint)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
