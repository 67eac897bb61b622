"""Cambodia: public facts, each with its source."""
