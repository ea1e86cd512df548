"""The child that sets a document; run by path, so it imports nothing of Samsyn.

In: JSON with ``source``, ``folder`` (all that the source may read) and ``data``. Out: the PDF and status 0,
or what is wrong, without any word of the data, and status 3.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import unicodedata
from typing import Any, Final

import typst

FAULT = 3
ROUNDS = 12
STANDARD: Final = "ua-1"
MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
PLAIN = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")


def limit(seconds: int, megabytes: int) -> None:
    """Of this process, for good: processor time, memory, and no file of its own."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def unescaped(text: str) -> str:
    """A text as the diagnostics of typst spell it."""

    def plain(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else PLAIN.get(match[2], match[2])

    return ESCAPED.sub(plain, text)


def spelled(cluster: str) -> str:
    """A sign that no font of ours has, in words: ``[grinning face]``, ``[U+4E2D]``; what is unseen goes."""
    return "".join(_spelled(sign) for sign in cluster)


def _spelled(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cf", "Cs", "Mn", "Me"):
        return ""
    name = unicodedata.name(sign, "") if kind.startswith("S") else ""
    return f"[{name.lower() or f'U+{ord(sign):04X}'}]"


def respelled(value: Any, missing: set[str]) -> Any:
    """The same data with these signs in words, in every text of it."""
    if isinstance(value, str):
        for cluster in sorted(missing, key=len, reverse=True):
            value = value.replace(cluster, spelled(cluster))
        return value
    if isinstance(value, list):
        return [respelled(item, missing) for item in value]
    if isinstance(value, dict):
        return {key: respelled(item, missing) for key, item in value.items()}
    return value


def typeset(source: str, folder: str, data: Any) -> bytes:
    """Raises typst.TypstError; a document that is not PDF/UA-1 is such an error."""
    compiler = typst.Compiler(
        root=folder,
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        package_path="/nonexistent",
        package_cache_path="/nonexistent",
    )
    for _ in range(ROUNDS):
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        try:
            made = compiler.compile(
                source.encode(), format="pdf", pdf_standards=[STANDARD], sys_inputs=inputs
            )
        except typst.TypstError as error:
            missing = {unescaped(text) for text in MISSING.findall(error.diagnostic)}
            if not missing:
                raise
            data = respelled(data, missing)
        else:
            assert isinstance(made, bytes)
            return made
    raise typst.TypstError("signs that no font has, again and again", "")


def main() -> int:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    asked = json.load(sys.stdin.buffer)
    try:
        sys.stdout.buffer.write(typeset(asked["source"], asked["folder"], asked["data"]))
    except typst.TypstError as error:
        sys.stdout.buffer.write(QUOTED.sub("…", error.message).encode())
        return FAULT
    return 0


if __name__ == "__main__":
    sys.exit(main())
