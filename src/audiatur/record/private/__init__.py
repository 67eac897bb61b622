"""What a party keeps for itself: drafts and notes, in a store of its own that the shared record knows nothing of."""
