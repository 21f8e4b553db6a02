"""The buyer's choice of products: the list, the comparison side by side, and both as a spreadsheet.

Owns no table: a list lives in its address (`products.shortlist`), so its pages are the same for everybody.
"""
