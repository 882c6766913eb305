"""Pages of those who work here."""
