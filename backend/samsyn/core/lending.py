"""Starting a program as another account of this machine, with as little as it needs to reach its files."""

import os
import pwd
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

ACCOUNT = "samsyn-pg"


class CannotReachError(RuntimeError):
    """The account cannot pass the directories above its files, whatever capability may be lent."""


def database_account() -> pwd.struct_passwd:
    """Who runs the embedded server: ourselves, or `samsyn-pg` when we are root, whom postgres refuses."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    with suppress(KeyError):
        return pwd.getpwnam(ACCOUNT)
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    subprocess.run(command, check=True, capture_output=True)
    return pwd.getpwnam(ACCOUNT)


def run_as(account: pwd.struct_passwd, program: Path, directory: Path) -> list[str]:
    """The `setpriv` words before a command, empty when we already are that account.

    Where the directories above are private the account gets DAC_READ_SEARCH alone (DAC_OVERRIDE where a
    container grants nothing smaller): it passes through, and no mode of any directory changes.
    Raises CannotReachError.
    """
    if os.geteuid() == account.pw_uid:
        return []
    identity = ["setpriv", "--reuid", str(account.pw_uid), "--regid", str(account.pw_gid), "--clear-groups"]
    probe = ["sh", "-c", 'test -x "$0" && cd "$1"', str(program), str(directory)]
    for capability in ("", "dac_read_search", "dac_override"):
        words = [*identity, *_only(capability), "--"]
        if subprocess.run([*words, *probe], cwd="/", capture_output=True, check=False).returncode == 0:
            return words
    raise CannotReachError(
        f"{account.pw_name} cannot reach {directory}: clone to a place it may enter, "
        "or run as an ordinary user"
    )


def _only(capability: str) -> list[str]:
    keep = f"-all,+{capability}" if capability else "-all"
    limits = ["--no-new-privs", "--inh-caps", keep, "--ambient-caps", keep, "--bounding-set", keep]
    # access(2), which initdb asks, forgets the capabilities of ordinary users unless this bit is set.
    return [*(["--securebits", "+no_setuid_fixup"] if capability else []), *limits]


def dies_with_us(how: str = "INT") -> list[str]:
    """Must come after `run_as`: the kernel forgets the parent-death signal when the uid changes."""
    return ["setpriv", "--pdeathsig", how, "--"] if shutil.which("setpriv") else []
