"""`python -m benchmarks`: loads (once), measures, writes docs/benchmarks.md, exits 1 when a goal is missed."""

import sys

from benchmarks.run import main

sys.exit(main(sys.argv[1:]))
