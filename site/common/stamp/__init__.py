"""The content stamp: a value in the database that is another one after every change that a public page can show.

Triggers move it in the transaction of the change, so it is seen exactly when the change is: not before its commit,
never for what was rolled back, and whichever way the change was made (a save, an update of a queryset, a bulk import,
raw SQL). A table moves it unless `settings.PRIVATE_MODELS` names its model: a new one cannot be forgotten.

Whoever keeps something made from the database reads the stamp first, then the content, and files it under the stamp.
"""

from .reading import current, one_request, part, stamp_now
from .triggers import install, missing, move, remove

__all__ = ["current", "install", "missing", "move", "one_request", "part", "remove", "stamp_now"]
