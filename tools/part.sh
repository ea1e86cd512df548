#!/bin/sh
# part.sh [-q] NAME COMMAND …: runs one part of the checks and says how long it took.
# -q: what the command says is shown only when it fails.
quiet=
[ "$1" != "-q" ] || { quiet=1; shift; }
name=$1
shift
start=$(date +%s)
printf '== %s\n' "$name"
if [ -n "$quiet" ]; then
    said=$("$@" 2>&1)
    code=$?
    [ "$code" -eq 0 ] || printf '%s\n' "$said"
else
    "$@"
    code=$?
fi
seconds=$(($(date +%s) - start))
if [ "$code" -ne 0 ]; then
    printf '== %s FAILED\n' "$name" >&2
elif [ "$seconds" -gt 1 ]; then
    printf '== %s: ok, %s s\n' "$name" "$seconds"
fi
exit "$code"
