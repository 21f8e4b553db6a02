"""Results of a selection in the admin: a list comes in, is looked at row by row, becomes a draft decision or awards."""
