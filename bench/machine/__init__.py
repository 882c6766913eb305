"""Booking as a state machine: the rules (`model`, `line`), random histories of them (`simulate`), and real ones.

Those are held against the model (`check`), and their waiting list against its order and its mails (`inline`, `offers`).
"""
