"""Two people: what one can observe does not depend on what the other keeps to themselves.

`model` says by hand what happens and what Bob may know. `world` does the same with the real services and pages, and writes
down what Bob observes. `explore` goes through every interleaving and holds the two against each other.
"""
