"""What people look for, by day, and nothing about who looks.

Pages of results are kept whole, so the server does not see each search. A page therefore carries a signed statement of
what it shows (`{% logged listing %}`) and the browser sends it back once it was really shown, and once more with the
rank of the first result that is opened. Whose beacons count is decided by `common.visits`. Without a script nothing is
logged.

What identifies somebody is never stated (`contents`); what might (`persons`, words that the index does not know) is
stored only when several have asked it, and until then not even kept in memory (`holding`). What is stored is a count
for each query and day (`models.QueryDay`), for thirteen months.
"""
