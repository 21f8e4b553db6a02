"""The review screen: what waits, what would change, approve or send back.

Owns no table; decides nothing itself (`common.moderation` does). Its verbs are the screen's two buttons.
"""
