"""What is asked for by machines alone: sitemaps, feeds, robots.txt, security.txt, the manifest."""
