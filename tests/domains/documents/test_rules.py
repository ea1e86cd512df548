"""Names of files, as they may stand on a page and in a header."""

import pytest

from samsyn.documents.rules import MOST_NAME, clean_name

NAMES = {
    "brev.pdf": "brev.pdf",
    "C:\\Users\\åsa\\brev.pdf": "brev.pdf",
    "../../etc/passwd": "passwd",
    ".htaccess": "htaccess",
    " .. ": "fil",
    "": "fil",
    "a\x00b\x07\r\nc.pdf": "a b c.pdf",
    "\u202efdp.exe.pdf": "fdp.exe.pdf",
    "a\u200b\u2066b.pdf": "a b.pdf",
    "o\u0308l.PDF": "öl.PDF",
    "\ud800x.pdf": "x.pdf",
    "sida\u2028två.txt": "sida två.txt",
    "brev.pdf. ": "brev.pdf",
}


@pytest.mark.parametrize("sent", NAMES)
def test_a_name_is_cleaned(sent: str) -> None:
    assert clean_name(sent) == NAMES[sent]


def test_a_long_name_keeps_its_suffix() -> None:
    assert clean_name("å" * 500 + ".docx") == "å" * (MOST_NAME - 5) + ".docx"
    assert len(clean_name("x" * 500)) == MOST_NAME
