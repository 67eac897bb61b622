"""Documents that leave the record: as Word, as one HTML file that opens offline, as PDF."""
