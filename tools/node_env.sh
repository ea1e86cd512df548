#!/bin/sh
# Installs exactly what frontend/package-lock.json says. What is missing is said in one line.
set -eu
command -v node >/dev/null && command -v npm >/dev/null ||
    { echo "Samsyn needs Node 20.19 or newer with npm to build its web pages (node was not found)"; exit 1; }
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    { echo "Samsyn needs Node 20.19 or newer (found $(node --version))"; exit 1; }
echo "Installing Node packages …"
exec npm --prefix frontend ci --no-audit --no-fund --loglevel=error >/dev/null
