"""Refusals of drafts and files."""

from __future__ import annotations

from samsyn.core.errors import DomainError, NotThere
from samsyn.documents.rules import FileFault


class NoDraft(NotThere):
    sv, en = "Det finns inget utkast här.", "There is no draft here."


class FileRefused(DomainError):
    """One file is not taken in; the others of the same choice are no matter of this one."""

    status = 422

    def __init__(self, fault: FileFault) -> None:
        self.code = fault.value
        self.sv, self.en = WORDS[fault]
        super().__init__(errors=[{"pointer": "/file", "code": self.code, "sv": self.sv, "en": self.en}])


KINDS = "PDF, PNG, JPEG, Word (.docx), Excel (.xlsx), OpenDocument (.odt)"
WORDS = {
    FileFault.EMPTY: ("Filen är tom.", "The file is empty."),
    FileFault.KIND: (
        f"Den filtypen tas inte emot. Välj {KINDS}, eller text (.txt).",
        f"That kind of file is not taken. Choose {KINDS}, or text (.txt).",
    ),
    FileFault.FALSE: (
        "Filen innehåller något annat än vad namnet säger. Spara om den i rätt format. Text ska vara UTF-8.",
        "The file holds something other than its name says. Save it in the right format. Text must be UTF-8.",
    ),
    FileFault.LOCKED: (
        "Filen är låst med lösenord. Spara den utan lösenord; här är den skyddad ändå.",
        "The file is locked with a password. Save it without one; it is protected here all the same.",
    ),
    FileFault.MACROS: (
        "Filen innehåller makron. Spara den utan makron.",
        "The file holds macros. Save it without them.",
    ),
    FileFault.BOMB: (
        "Filen packar upp till orimligt mycket. Dela upp den eller spara den som PDF.",
        "The file unpacks to unreasonably much. Divide it, or save it as PDF.",
    ),
    FileFault.PIXELS: (
        "Bilden har för många bildpunkter (mer än 40 miljoner). Spara den mindre.",
        "The picture has too many pixels (more than 40 million). Save it smaller.",
    ),
    FileFault.BROKEN: (
        "Filen är trasig eller går inte att läsa. Öppna den på din dator, spara om den och försök igen.",
        "The file is broken or cannot be read. Open it on your computer, save it again and try once more.",
    ),
}
