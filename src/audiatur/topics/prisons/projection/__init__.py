"""What the number of prisoners would be: projections with intervals, levers, and how far they were off before."""
