"""API v1: a second door to the same queries and services. No cookies."""
