"""After a decision is out: what the centre posts, prints and hands to the winners.

Owns no rows; it draws, from the register as it stands, pictures, a bulletin and label kits.
"""
