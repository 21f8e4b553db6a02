"""The centre's staff and everybody else with an account: made, given roles, deactivated; never deleted."""
