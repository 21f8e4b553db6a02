"""What is found of each kind of record: from rows to documents."""
