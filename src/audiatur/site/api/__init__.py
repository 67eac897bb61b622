"""The API: the record for programs, read and written as the viewer that the request's token makes (docs/api.md)."""
