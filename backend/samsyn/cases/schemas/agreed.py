"""Bodies of the agreed lines (så gör vi): what those who teach the pupil see, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from samsyn.cases.models.agreed import LONGEST_LINE
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Chars, Day, Line, Links, Named, Out, Resource

AgreedLine = Annotated[str, Chars(1, LONGEST_LINE, r"^[^\r\n]*$")]


class AgreedLineIn(Guarded):
    """What adults do, on one line, without cause or case. ``sharedFrom`` is today if left out, ``askId`` the
    one who follows the measure up."""

    WATCHED: ClassVar = ("line",)
    line: AgreedLine = Field(json_schema_extra={"example": "Sitter nära tavlan. Instruktion även i skrift."})
    shared_from: Day | None = None
    shared_until: Day
    ask_id: UUID | None = None


class ObservationIn(Guarded):
    """Does it work? Sent again the same day it takes the place of the first answer."""

    WATCHED: ClassVar = ("note",)
    works: bool
    note: Line | None = Field(default=None, json_schema_extra={"example": "Kom igång på två minuter i dag."})


class AnswerOut(Out):
    """What the caller answered today."""

    works: bool
    note: str | None


class TaughtPupilOut(Out):
    id: UUID
    name: str
    is_protected: bool


class AgreedMeasureOut(Resource):
    """Nothing of the case that it comes from: no id, number, class or cause."""

    id: UUID
    student: TaughtPupilOut
    line: str
    since: Day
    until: Day
    ask: Named
    today: AnswerOut | None


class LineReadersOut(Out):
    """Those who teach the pupils of a case now."""

    links: Links = Field(alias="_links")
    items: Sequence[Named]
