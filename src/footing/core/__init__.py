"""Pure rules and statistics: no framework, clock, chance or I/O; usable alone."""
