"""Settings, root addresses and the server's entry points. Nothing imports from here."""
