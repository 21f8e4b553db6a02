"""The producer's own corner: what they may edit, what waits, what the centre said.

Owns no table and publishes nothing: every change goes to `common.moderation`. Its verbs: sign in, look, submit.
"""
