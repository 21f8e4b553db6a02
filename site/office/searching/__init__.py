"""The search box as the staff keep it: what else words are called."""
