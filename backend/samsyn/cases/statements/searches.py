"""Searching in cases: ids by the one function that reads lexemes, then rows under the caller's rights."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    Boolean,
    DateTime,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    column,
    func,
    select,
)

from samsyn.cases.models import (
    Case,
    CaseAccess,
    CaseHead,
    CaseNote,
    CaseStudent,
    ChildVoice,
    Investigation,
    Measure,
    PartOfCase,
)
from samsyn.cases.policy import MY_CASES, visible_case_heads, visible_cases, visible_rows
from samsyn.cases.rules.access import LISTABLE
from samsyn.core.scope import LIST_UNITS, TENANT, scoped
from samsyn.organisation import School

SOUGHT = bindparam("sought", type_=Text)
WANTED = bindparam("wanted", type_=ARRAY(Uuid()))
BEGINS, ENDS = "\ue000", "\ue001"
"""Around a word that was sought, in the piece of text that is shown."""
HEADLINE = f"StartSel={BEGINS}, StopSel={ENDS}, MaxWords=30, MinWords=12, MaxFragments=1"

MY_CASE_IDS: Final = scoped(MY_CASES, CaseAccess)
_HITS = func.find_case_words(
    SOUGHT,
    LIST_UNITS,
    bindparam("own_cases", type_=ARRAY(Uuid())),
    bindparam("as_officer", type_=Boolean),
    bindparam("place_at", type_=DateTime(timezone=True)),
    bindparam("place_id", type_=Uuid),
    bindparam("take", type_=Integer),
).table_valued(
    column("case_id", Uuid),
    column("source", Text),
    column("id", Uuid),
    column("at", DateTime(timezone=True)),
    name="hits",
)
HITS: Final = scoped(select(_HITS.c.case_id, _HITS.c.source, _HITS.c.id, _HITS.c.at))
"""The newest hit of each case, the newest first; ids that prove nothing until they are read again."""

SOURCES: Final[dict[str, tuple[str, type[PartOfCase]]]] = {
    "case_notes": ("NOTE", CaseNote),
    "child_voices": ("CHILD_VOICE", ChildVoice),
    "case_measures": ("MEASURE", Measure),
    "investigations": ("INVESTIGATION", Investigation),
}


def _snippet(model: Any) -> Select[Any]:
    """A piece of each text among ``wanted`` that the caller reads. Sealed text is not there at all."""
    said = func.concat_ws(" ", *(getattr(model, name) for name in model.TEXTS))
    plain = func.translate(said, BEGINS + ENDS, "")
    piece = func.ts_headline("swedish", plain, func.words_sought(SOUGHT), HEADLINE)
    statement = visible_rows(model, model.id, piece.label("piece"))
    return scoped(
        statement.where(model.id == any_(WANTED), model.confidentiality.in_(LISTABLE)), model, CaseAccess
    )


SNIPPETS: Final = {source: _snippet(model) for source, (_, model) in SOURCES.items()}

_COLUMNS = (
    Case.id,
    Case.number,
    Case.case_type,
    Case.phase,
    Case.confidentiality,
    Case.opened_at,
    Case.closed_at,
)
_PUPILS = (
    select(func.array_agg(CaseStudent.student_id))
    .where(CaseStudent.tenant_id == TENANT, CaseStudent.case_id == Case.id, CaseStudent.removed_at.is_(None))
    .scalar_subquery()
)
_OPENABLE = (
    visible_cases(*_COLUMNS, Case.school_id)
    .add_columns(School.name.label("school_name"), _PUPILS.label("student_ids"))
    .join(School, and_(School.tenant_id == TENANT, School.id == Case.school_id))
)
FOUND_CASES: Final = scoped(_OPENABLE.where(Case.id == any_(WANTED)), Case, CaseAccess, CaseStudent)
CASE_OF_NUMBER: Final = scoped(_OPENABLE.where(Case.number == SOUGHT), Case, CaseAccess, CaseStudent)
HEAD_OF_NUMBER: Final = scoped(
    visible_case_heads(
        CaseHead.id, CaseHead.number, CaseHead.case_type, CaseHead.phase, CaseHead.opened_at,
        CaseHead.closed_at, CaseHead.school_id,
    )
    .add_columns(School.name.label("school_name"))
    .join(School, and_(School.tenant_id == TENANT, School.id == CaseHead.school_id))
    .where(CaseHead.number == SOUGHT),
    CaseHead,
)  # fmt: skip
"""Number, type and phase of a case that one may know of and not open."""
