"""The catalogue's records in the admin: lists, forms, bulk actions and the small screens beside the forms.

Owns no table. Every change goes through the services of `products`, `producers`, `fairs` or `common.moderation`.
"""
