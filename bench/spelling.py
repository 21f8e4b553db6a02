"""How often the speller puts right what was mistyped, and how often it harms what was not: `python bench/spelling.py`.

On the real register that comes with the software and nothing else, in a site of its own that is deleted afterwards:
parts of one to four words of the names of products and fairs, each with one slip of a kind that people make, and the
same without it. First the speller alone, then the whole search as a reader asks it: with and without accents, whether
the words are read as they were meant, and whether the record that has them is among the first ten.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from in_process import prepare

if TYPE_CHECKING:
    from search.document import Reference

Words = tuple[str, ...]

TIMES = 1500
KINDS = ("changed places", "one too many", "another letter", "one too few", "no blank", "a blank too many", "a sound")
KEYS = "qwertyuiopasdfghjklzxcvbnm"


def slip(words: Words, kind: str, chance: random.Random) -> Words | None:
    """The words with one slip; None where they allow none of this kind."""
    from search.plan.spelling import confusions

    at = chance.randrange(len(words))
    word, before, after = words[at], words[:at], words[at + 1 :]
    if not word.isalpha() or len(word) < 3:
        return None
    place = chance.randrange(len(word) - 1)
    if kind == "no blank":
        return (*before, word + after[0], *after[1:]) if after else None
    if kind == "a blank too many":
        return (*before, word[: place + 1], word[place + 1 :], *after)
    if kind == "a sound":
        others = sorted({*confusions(word)} - {word})
        return (*before, chance.choice(others), *after) if others else None
    letter = chance.choice(KEYS)
    written = {
        "changed places": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        "one too many": word[:place] + letter + word[place:],
        "another letter": word[:place] + letter + word[place + 1 :],
        "one too few": word[:place] + word[place + 1 :],
    }[kind]
    return (*before, written, *after)


def samples(chance: random.Random, names: Iterable[list[str]], lengths: Sequence[int]) -> list[Words]:
    """Parts of names, of so many words."""
    found: list[Words] = []
    names = [words for words in names if len(words) >= min(lengths)]
    while len(found) < TIMES:
        words, length = chance.choice(names), chance.choice(lengths)
        start = chance.randrange(max(1, len(words) - length + 1))
        found.append(tuple(words[start : start + length]))
    return found


def slips(clean: Iterable[Words], chance: random.Random) -> Iterator[tuple[str, Words, Words]]:
    """Of those that allow it: the kind of slip, the words typed, the words meant."""
    for words in clean:
        kind = chance.choice(KINDS)
        typed = slip(words, kind, chance)
        if typed is not None and typed != words:
            yield kind, typed, words


def names_of_records() -> "dict[Reference, list[str]]":
    """The words of the names of everything on the site, accents and all."""
    from common import text
    from fairs.models import FairEdition
    from products.models import Product
    from search.document import Reference

    named = {"product": Product, "fair": FairEdition}
    return {
        Reference(kind, pk): text.TOKEN.findall(text.exact(name))
        for kind, model in named.items()
        for pk, name in model.objects.order_by("pk").values_list("pk", "name_vi")
    }


def speller_alone(names: list[list[str]], chance: random.Random) -> None:
    """Folded words against the counts of the index, whatever the search would do with them."""
    from common import text
    from search.engines import get_words
    from search.plan.spelling import corrected

    counts = get_words().word_counts()
    clean = samples(chance, [[text.fold(word) for word in words] for words in names], (2, 3, 4))
    tried, right, seconds = Counter[str](), Counter[str](), 0.0
    for kind, typed, words in slips(clean, chance):
        tried[kind] += 1
        started = time.perf_counter()
        right[kind] += corrected(typed, counts) == words
        seconds += time.perf_counter() - started
    harmed = [words for words in clean if corrected(words, counts) != words]
    for kind in KINDS:
        print(f"{kind:18} {right[kind]:4} of {tried[kind]:4}  {right[kind] / tried[kind]:.1%}")
    print(f"put right {share(right.total(), tried.total())}, {1000 * seconds / tried.total():.2f} ms each")
    print(f"harmed {share(len(harmed), len(clean))}: {shown(harmed)}")


def whole_search(names: "dict[Reference, list[str]]", chance: random.Random, *, folded: bool, is_verbose: bool) -> None:
    """What a reader gets: the words as they were read, and whether what was meant is on the page."""
    from common import text

    words_of = {key: [text.fold(word) for word in words] if folded else words for key, words in names.items()}
    clean = samples(chance, words_of.values(), (1, 2, 3, 4))
    tried, read_right, found, missed = 0, 0, 0, []
    right_by_length, tried_by_length = Counter[int](), Counter[int]()
    for _kind, typed, words in slips(clean, chance):
        records = {key for key, name in words_of.items() if has_part(name, words)}
        read, hits = searched(typed)
        tried += 1
        is_right = [*map(text.fold, read)] == [*map(text.fold, words)]
        is_found = not records.isdisjoint(hits)
        read_right += is_right
        tried_by_length[len(words)] += 1
        right_by_length[len(words)] += is_right
        found += is_found
        missed += [(*typed, "→", *read)] if not is_found else []
    harmed = [words for words in clean if changed(words)]
    print(f"read as meant {share(read_right, tried)}, its record among the first ten {share(found, tried)}")
    by_length = (f"{length}: {right_by_length[length] / tried_by_length[length]:.1%}" for length in (1, 2, 3, 4))
    print(f"read as meant by the number of words: {', '.join(by_length)}")
    print(f"rewritten though nothing was mistyped {share(len(harmed), len(clean))}: {shown(harmed)}")
    if is_verbose:
        print("not found: " + "; ".join(" ".join(each) for each in missed))


def has_part(name: list[str], words: Words) -> bool:
    return any(tuple(name[at : at + len(words)]) == words for at in range(len(name)))


def searched(typed: Words) -> "tuple[Words, set[Reference]]":
    """The words as they were read and the first ten records of the page, those below the line included."""
    from search import services

    result = services.search(services.Request(text=" ".join(typed)))
    return result.reading.understood, {hit.reference for hit in (*result.found.hits, *result.also)[:10]}


def changed(words: Words) -> bool:
    """Whether words that are right are answered as others."""
    from search import services

    return bool(services.search(services.Request(text=" ".join(words))).reading.corrected)


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})"


def shown(queries: Sequence[Words]) -> str:
    return "; ".join(" ".join(words) for words in queries[:8])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verbose", action="store_true", help="print what was not found")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hang-nghe-bench-") as folder:
        prepare(Path(folder))
        load_register()
        measure(is_verbose=options.verbose)


def load_register() -> None:
    """The real awards and fairs, and no example."""
    from django.core.management import call_command

    from search import lifecycle

    call_command("import_awards", "products/data/awards.csv", verbosity=0, stdout=sys.stderr)
    call_command("import_fairs", "fairs/data/fairs.csv", verbosity=0, stdout=sys.stderr)
    lifecycle.rebuild()


def measure(*, is_verbose: bool) -> None:
    names, chance = names_of_records(), random.Random(2026)
    print(f"the names of {len(names)} records\n\nthe speller alone")
    speller_alone(list(names.values()), chance)
    for folded in (True, False):
        print(f"\nthe whole search, typed {'without' if folded else 'with'} accents")
        whole_search(names, chance, folded=folded, is_verbose=is_verbose)


if __name__ == "__main__":
    main()
