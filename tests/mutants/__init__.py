"""Takes each lock away in turn; the tests must notice every one."""
