"""International standards as data that holds for every country: instruments with their names, obligations in our words."""
