"""What an indicator and a figure are; denominators; intervals; checks. Knows no Django."""
