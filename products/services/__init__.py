"""What other apps may do with products and the award register; one module a matter.

`codes` (verification codes), `register` (issue awards), `standing` (what an award is worth, then and now),
`amendments` (what happens to an award later), `decisions`, `merging` (two records found to be one), `catalogue`.
"""
