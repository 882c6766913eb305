"""Ways of showing love: rated for giving and for getting, ordered, with how sure that is. Never a type."""
