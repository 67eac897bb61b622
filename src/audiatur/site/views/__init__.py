"""The pages: each view parses the request, asks the record's selectors as the viewer, and draws one template."""
