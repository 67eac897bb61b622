"""Words planted at every level of the record, and looked for behind every address."""
