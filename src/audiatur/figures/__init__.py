"""What an indicator and a figure are: definitions, denominators, intervals, protection of small counts, checks."""
