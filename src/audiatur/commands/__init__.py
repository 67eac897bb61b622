"""The bodies of the commands of audiatur.cli, one module a verb; each is imported when its verb is given."""
