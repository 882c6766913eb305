"""The waiting list: who would like a time, and whom a time that came free is offered to."""
