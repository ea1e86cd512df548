"""Speed and memory of this program against the same duties by hand. See docs/benchmarks.md."""
