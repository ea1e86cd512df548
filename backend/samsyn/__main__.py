"""`python -m samsyn`: the same command as `samsyn`."""

import sys

from samsyn.cli import main

sys.exit(main())
