"""Trade fairs: series, editions, their zones, closed days, documents and exhibitors.

Owns when and where a fair is and who shows what there. Never takes money. Verbs: `cancel_edition`, `import_fairs`.
"""
