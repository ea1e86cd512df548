"""Bodies of concerns and cases."""
