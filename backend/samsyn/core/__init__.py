"""What every domain stands on. Knows no domain: questions upwards go through `registry` and `ports`."""
