"""Footing: a quiet room, a plan and an appointment."""
