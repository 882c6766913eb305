"""Pages of the way to an appointment: find a time, say who you are, change it later."""
