"""Search of the record: `words` (what was asked for), `keys` and `index` (what is kept), `engine` (what fits).

The index is derived data. It holds texts and the keys of their rows, and nothing about who may see them: each search
asks `record.visibility` for the rows that the viewer may see, and counts only hits among those.
"""
