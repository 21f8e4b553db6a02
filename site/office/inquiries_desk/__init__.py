"""The desk for buyers' questions: whom to call, what to say, what came of it.

Owns no table; its verbs are those of `inquiries.services`. Buyers' names and telephones are for the desk alone.
"""
