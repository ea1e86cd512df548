"""Bodies of case types and rule packs."""
