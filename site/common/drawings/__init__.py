"""Everything the site draws itself: award marks, category patterns, line icons and the sprite that carries them."""
