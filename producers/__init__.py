"""Producers of rural industrial goods: their profiles, contact channels with consent, members and craft villages.

Owns who makes things, how they may be reached and who may edit for them. Never knows what they make.
Verbs: `create_producer`, `record_consent`/`withdraw_consent`, `merge_producers`.
"""
