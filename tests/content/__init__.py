"""The files of `content/`, all of them and in every language."""
