"""A plan: what must be found, said without any engine's syntax."""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

from common import text

ANY_SHARE = 0.6


class Token(NamedTuple):
    """One word to find. `exact`: with these very accents; otherwise without regard to accents (`text` is folded)."""

    text: str
    exact: bool

    @classmethod
    def of(cls, word: str) -> "Token":
        """A word typed with an accent must match exactly, one typed without matches folded."""
        comparable = text.exact(word)
        return cls(comparable, text.fold(comparable) != comparable)

    def loosened(self) -> "Token":
        return Token(text.fold(self.text), False)


class Alternative(NamedTuple):
    """Words that together satisfy a group: side by side where `is_phrase`, anywhere otherwise."""

    tokens: tuple[Token, ...]
    is_phrase: bool = False


class Group(NamedTuple):
    """One thing asked for, as typed (the first alternative) or by a synonym."""

    alternatives: tuple[Alternative, ...]

    @property
    def typed(self) -> tuple[Token, ...]:
        return self.alternatives[0].tokens


@dataclass(frozen=True)
class Plan:
    """An AND of groups, of which at least `required` must match; no groups at all match everything."""

    groups: tuple[Group, ...] = ()
    required: int = 0

    @classmethod
    def all_of(cls, groups: tuple[Group, ...]) -> "Plan":
        return cls(groups, len(groups))

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def needs_all(self) -> bool:
        return self.required >= len(self.groups)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words as typed, in order."""
        return tuple(token for group in self.groups for token in group.typed)

    @property
    def name_key(self) -> str:
        """What the folded name of a record is when it is just what was typed."""
        return " ".join(text.fold(token.text) for token in self.tokens)

    def typed_only(self) -> "Plan":
        """The same without synonyms."""
        return replace(self, groups=tuple(Group(group.alternatives[:1]) for group in self.groups))

    def folded(self) -> "Plan":
        """The same without regard to the accents of what was typed; synonyms keep theirs."""
        loosened = []
        for group in self.groups:
            typed, *synonyms = group.alternatives
            free = Alternative(tuple(token.loosened() for token in typed.tokens), typed.is_phrase)
            loosened.append(Group((free, *synonyms)))
        return replace(self, groups=tuple(loosened))

    def any(self) -> "Plan":
        """Enough of the groups (60 %, at least one), folded."""
        return replace(self.folded(), required=max(1, math.ceil(len(self.groups) * ANY_SHARE)))

    def some(self) -> "Plan":
        """At least one of the groups, folded; single letters do not count."""
        words = tuple(group for group in self.folded().groups if len("".join(token.text for token in group.typed)) > 1)
        return replace(self, groups=words, required=min(1, len(words)))
