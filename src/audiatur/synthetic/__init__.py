"""The invented country: its documents, always labelled as invented."""
