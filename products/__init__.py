"""Products, their categories and photos, and the register of awards.

Owns what is made and what was recognised: rounds, decisions, awards and what later happened to them.
Never contacts a buyer and never knows a page. Verbs: `release_decision`, `correct_award`, `merge_products`.
"""
