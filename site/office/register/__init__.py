"""The register of awards in the admin: looked at as lists and pages, changed only by appending what happened.

Owns no table; its verbs are those of `products.services.amendments`, `decisions` and `merging`, each with a reason.
"""
