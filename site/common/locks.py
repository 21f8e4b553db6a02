"""One at a time: a lock that other transactions wait for and that ends with its transaction."""

import zlib

from django.db import DEFAULT_DB_ALIAS, connections, transaction


def hold_until_commit(name: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Wait until no other transaction holds this name, then hold it. Needs an open transaction.

    PostgreSQL has advisory locks for it. On SQLite a transaction already has the database for itself, because
    the settings let every one begin with the write lock.
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A lock until commit needs a transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
