"""Booking as a state machine: the rules (`model`), random histories of them (`simulate`), and real ones (`check`)."""
