"""Reminders by mail for whoever wants them, that somebody will come, and that they did not."""
