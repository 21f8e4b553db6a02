"""Everything the site draws itself: marks, patterns, icons, codes, and the sprite of them."""
