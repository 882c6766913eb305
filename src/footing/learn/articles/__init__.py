"""The practice's own articles: who writes, what visitors see and from when, how a text is shown."""
