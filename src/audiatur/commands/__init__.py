"""What the commands of the command line do; audiatur.cli gives them their names and options."""
