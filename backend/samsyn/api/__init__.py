"""The edge towards browsers: security headers and the built pages; and the published API document."""
