#!/bin/sh
# Runs one part of the checks: its name first, its output only as it comes, and how long it took.
name=$1
shift
start=$(date +%s)
printf '== %s\n' "$name"
"$@" || { code=$?; printf '== %s FAILED\n' "$name" >&2; exit "$code"; }
seconds=$(($(date +%s) - start))
[ "$seconds" -lt 2 ] || printf '== %s: ok, %s s\n' "$name" "$seconds"
