"""The shared record of a human-rights dialogue."""
