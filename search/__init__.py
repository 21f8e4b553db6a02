"""Search and browse: what people type becomes a plan, an engine runs it, the page is read from the database.

What matches is decided here, in Python: normalising, folding, tokens, synonyms, the plan and its ladder. An engine
only stores tokens and compiles a plan. `search.kinds` is the door by which other apps make their records findable.
"""
