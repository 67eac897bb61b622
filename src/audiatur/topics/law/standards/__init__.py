"""International standards as data for every country: instruments with their names, obligations in our words."""
