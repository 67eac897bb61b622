"""The record of a dialogue: models, services that change it, selectors that read it, its rules and its ledger."""
