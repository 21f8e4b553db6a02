"""How often the speller puts right what was mistyped, and how often it harms what was not: `python bench/spelling.py`.

On the real register that comes with the software, in a site of its own that is deleted afterwards: parts of two to four
words of the products' names, each with one slip of a kind that people make, and the same without it.
"""

import csv
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from in_process import prepare

TIMES = 1500
KINDS = ("changed places", "one too many", "another letter", "one too few", "no blank", "a blank too many", "a sound")
KEYS = "qwertyuiopasdfghjklzxcvbnm"


def slip(words: tuple[str, ...], kind: str, chance: random.Random) -> tuple[str, ...] | None:
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


def samples(chance: random.Random) -> list[tuple[str, ...]]:
    from common import text

    with (Path(__file__).resolve().parents[1] / "products/data/awards.csv").open(encoding="utf-8") as file:
        names = [text.TOKEN.findall(text.fold(row["product_name"])) for row in csv.DictReader(file)]
    found = []
    while len(found) < TIMES:
        words, length = chance.choice(names), chance.choice((2, 3, 4))
        start = chance.randrange(max(1, len(words) - length + 1))
        if len(words) > 1:
            found.append(tuple(words[start : start + length]))
    return found


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="hang-nghe-bench-") as folder:
        prepare(Path(folder))
        from django.core.management import call_command

        from search import lifecycle
        from search.engines import get_engine
        from search.plan.spelling import corrected

        call_command("import_awards", "products/data/awards.csv", verbosity=0, stdout=sys.stderr)
        lifecycle.rebuild()
        counts, chance = get_engine().word_counts(), random.Random(2026)
        tried, right, seconds, clean = Counter(), Counter(), 0.0, samples(chance)
        for words in clean:
            kind = chance.choice(KINDS)
            typed = slip(words, kind, chance)
            if typed is None or typed == words:
                continue
            tried[kind] += 1
            started = time.perf_counter()
            right[kind] += corrected(typed, counts) == words
            seconds += time.perf_counter() - started
        harmed = [words for words in clean if corrected(words, counts) != words]
    for kind in KINDS:
        print(f"{kind:18} {right[kind]:4} of {tried[kind]:4}  {right[kind] / tried[kind]:.1%}")
    total = tried.total()
    print(f"put right {right.total()} of {total} ({right.total() / total:.1%}), {1000 * seconds / total:.2f} ms each")
    print(f"harmed {len(harmed)} of {len(clean)}: {'; '.join(' '.join(words) for words in harmed[:8])}")


if __name__ == "__main__":
    main()
