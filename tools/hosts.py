"""No tracked file names a package registry, a path of somebody's machine, or a secret.

The patterns are put together from parts, so that this file does not hold what it looks for.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".gz", ".zip", ".docx"}


def any_of(*names: tuple[str, ...]) -> str:
    return "|".join(re.escape(".".join(parts)) for parts in names)


REGISTRIES = any_of(
    ("registry", "npmjs", "org"),
    ("registry", "yarnpkg", "com"),
    ("npm", "pkg", "github", "com"),
    ("pypi", "org"),
    ("pypi", "python", "org"),
    ("files", "pythonhosted", "org"),
    ("proxy", "golang", "org"),
    ("sum", "golang", "org"),
    ("static", "crates", "io"),
    ("index", "crates", "io"),
    ("deb", "debian", "org"),
    ("jfrog", "io"),
)
PATTERNS = {
    "package registry": re.compile(REGISTRIES, re.IGNORECASE),
    "index option": re.compile(r"--(extra-)?" + r"index-url|--trusted-" + r"host|--find-" + r"links"),
    "machine path": re.compile(r"(?<![\w.$}])/" + r"(root|work|Users|home/(?!samsyn\b|app\b))[/\w]"),
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE " + r"KEY-----"),
    "access key": re.compile(r"\b(AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|glpat-[\w-]{20}|xox[abp]-[\w-]{10,})"),
    "password": re.compile(r"://[^/\s:@{}$<]+:[^/\s:@{}$<%]{4,}@(?![\w.-]*\bexample\b)[a-z]"),
}


def tracked() -> Iterator[Path]:
    """What git holds or would take in; everything but the ignored, where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        skipped = {".venv", "node_modules", "var", "dist", "__pycache__", ".git"}
        yield from (p for p in ROOT.rglob("*") if p.is_file() and not skipped.intersection(p.parts))
        return
    yield from (ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file())


def findings(text: str) -> Iterator[tuple[int, str]]:
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.start()) + 1, kind


def main() -> int:
    bad = 0
    for path in tracked():
        if path.suffix in BINARY:
            continue
        for line, kind in findings(path.read_text(errors="replace")):
            print(f"{path.relative_to(ROOT)}:{line}: {kind}")
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
