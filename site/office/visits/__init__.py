"""Which records are looked at: the centre's report, as a screen and as a table to download."""
