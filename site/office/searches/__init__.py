"""What visitors look for and do not find: the centre's weekly report, as a screen and as a table to download."""
