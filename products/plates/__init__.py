"""Products as lists show them, drawn beforehand: one row for each product, language and version of the templates.

A row is shown only while nothing that it was drawn from has changed. Triggers note every change, in its transaction,
in a table of its own (`triggers`); what is noted is not shown, and drawn again by the clock (`filling`). A list draws
what it lacks itself and stores nothing, so a reader's request never writes.
"""
