"""The invented country's registers, drawn from a seed, with effects planted in them and their truth beside them."""
