"""How often a record's page is looked at, by day, and nothing about who looks.

Pages are kept whole, here and by the proxy in front, so the server does not see each view. A page therefore names its
record (`{% counted record %}`) and the browser says once that it was shown: a beacon from a small script, or a picture
for browsers without scripts. What is counted waits in the memory of the process and is written every few seconds by a
thread of its own, in one statement, so that no visitor waits for it.

No cookie is read or set, no address and no browser's name is stored; who asks not to be followed is not counted.
An app that has a kind of record whose views count registers it: `kinds.register("product", "products.Product")`.

What is not about records is counted the same way by whoever has it (`search.query_log`): `asking` says whose beacons
count, `beacons` reads them, `waiting` keeps the counts until they are written.
"""
