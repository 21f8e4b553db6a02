"""Editorial pages in locale trees, and the public pages that show nouns of several apps.

Owns the home page, news, and the pages of a producer and a craft village. Holds no facts of its own about them.
"""
