"""The views of the law pages."""
