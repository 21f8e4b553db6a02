"""Products and awards in words and pictures, for every page that shows them."""
