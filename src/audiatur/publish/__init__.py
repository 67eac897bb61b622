"""Word, HTML, PDF and open data of what the record holds."""
