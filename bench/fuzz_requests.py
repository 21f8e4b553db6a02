"""Requests as nobody means them: random characters, the syntax of other languages, broken addresses, senseless facets.

Pure but for the words of the site that it is given; the same seed makes the same requests.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

LONGEST = 100_000
"""Bytes of the longest text; servers in front refuse most of it, so this is what the site itself makes of it."""
RANGES = (
    *((0x00, 0x20), (0x20, 0x7F), (0x80, 0x250), (0x300, 0x370), (0x400, 0x700), (0xE00, 0xE80), (0x1E00, 0x2000)),
    *((0x2000, 0x2070), (0x3040, 0xA000), (0xAC00, 0xD7A4), (0xD800, 0xE000), (0xE000, 0xFFFF), (0x1F300, 0x1FB00)),
    (0x10000, 0x110000),
)
"""Controls, Latin, combining marks, Arabic, Thai, directions, Han, Hangul, lone surrogates, private, pictures, rest."""
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u0328\u0338\u20e3\u1dc4"
SYNTAX = (
    *('"', '""', "*", "NEAR(", "NEAR(a b, 5)", ")", "(", ":", "^", "-", "+", "AND", "OR", "NOT", "name_f:", "{a b}:"),
    *("rowid", "che*", '"che', "^che", "- che", "a OR", "AND b", "_all:*", "name.x:(a", "[* TO *]", "{a TO z}", "~2"),
    *("/(a+)+$/", "\\", "\\u0000", "&&", "||", "!", "?*", '{"query":{"match_all":{}}}', "boost^99", "_exists_:name"),
    *("' OR 1=1 --", "'; DROP TABLE documents; --", "%' AND 1=0 UNION SELECT 1", "$(id)", "`id`", "../../etc/passwd"),
    *("<script>alert(1)</script>", "{{ 7*7 }}", "{% debug %}", "%s%s%n", "${jndi:ldap://x}", "\r\nSet-Cookie: a=b"),
)
WRONG_NUMBERS = (
    *("0", "-1", "1.5", "1e9", "99999", "100000", "2147483648", "9223372036854775808", "9" * 400, "٣", "²", "0x10"),
    *("NaN", "", " ", "+1", "1 2", "１２"),
)
BROKEN = ("%", "%z", "%zz", "%E1%BB", "%FF%FE", "%00", "%C0%AF", "%ED%A0%80", "%u1234", "%25%32", "&&=", "=", "%0d%0a")
FORMS = (
    *(("producers", "q"), ("producers", "tinh"), ("producers", "trang"), ("villages", "trang"), ("verify", "ma")),
    *(("shortlist", "sp"), ("shortlist", "tim"), ("compare", "sp"), ("communes", "q"), ("calendar", "trang")),
)
"""Pages by name with a parameter that they read."""
LANGUAGES = ("vi", "vi", "vi", "en")


class Asked(NamedTuple):
    """One request. `path` and `query` as they go over the wire; `body` makes it a POST."""

    path: str
    query: str = ""
    body: bytes | None = None
    is_htmx: bool = False

    @property
    def address(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True)
class Site:
    """What a request can be made of: names and common words of this site, its parameters with values that exist.

    `paths`: by language and the name of a page its address; `anchors`: words that name a record to read on from.
    """

    names: Sequence[str]
    common: Sequence[str]
    parameters: Mapping[str, Sequence[str]]
    paths: Mapping[str, Mapping[str, str]]
    anchors: Sequence[str]
    statement: str


class Fuzz:
    """Makes requests, one after another."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site = site
        self.chance = random.Random(seed)
        self.texts: Sequence[tuple[int, Callable[[], str]]] = (
            (10, self.any_characters),
            (6, self.marked),
            (8, self.syntax),
            (20, self.mutated),
            (16, self.commonest),
            (6, self.long),
            (1, self.very_long),
            (3, lambda: self.chance.choice(WRONG_NUMBERS)),
        )

    def requests(self, count: int) -> list[Asked]:
        return [self.request() for _ in range(count)]

    def request(self) -> Asked:
        paths = self.site.paths[self.chance.choice(LANGUAGES)]
        made: Sequence[tuple[int, Callable[[Mapping[str, str]], Asked]]] = (
            (44, lambda paths: Asked(paths["results"], self.query())),
            (16, lambda paths: Asked(paths["browse"], self.query())),
            (14, self.suggestion),
            (8, lambda paths: Asked(paths["feed"], self.query())),
            (5, lambda paths: Asked(paths["seek"], self.query(at_most=1))),
            (5, self.beacon),
            (4, self.list_of_awards),
            (4, self.somewhere),
            (6, self.form),
        )
        return self._one_of(made)(paths)

    def _one_of(self, weighted):
        return self.chance.choices([each for _weight, each in weighted], [weight for weight, _each in weighted])[0]

    # Requests

    def suggestion(self, paths: Mapping[str, str]) -> Asked:
        return Asked(paths["suggest"], f"q={self.encoded(self.text())}", is_htmx=self.chance.random() < 0.5)

    def beacon(self, paths: Mapping[str, str]) -> Asked:
        """What a page of results tells: broken, forged, or its own words with another rank."""
        rank = self.chance.choice((*WRONG_NUMBERS, "1", "24", "36"))
        said = self.chance.choice((self.text(), f"{rank} {self.site.statement}", f"{self.site.statement}{self.text()}"))
        return Asked(paths["seen"], body=said.encode("utf-8", "surrogatepass"))

    def list_of_awards(self, paths: Mapping[str, str]) -> Asked:
        level, year = self.encoded(self.text()[:50]), self.encoded(self.chance.choice((*WRONG_NUMBERS, "2024")))
        return Asked(f"{paths['awards']}{self.chance.choice((level, 'cap-quoc-gia'))}/{year}/", self.query(at_most=1))

    def form(self, paths: Mapping[str, str]) -> Asked:
        """The other places where something is typed."""
        name, parameter = self.chance.choice(FORMS)
        return Asked(paths[name], f"{parameter}={self.encoded(self.text())}&{self.query(at_most=1)}"[:LONGEST])

    def somewhere(self, paths: Mapping[str, str]) -> Asked:
        """A page of a record or of nothing."""
        name = self.chance.choice(("browse", "producers", "villages", "results"))
        return Asked(paths[name] + self.encoded(self.text()), self.query(at_most=1))

    def query(self, *, at_most: int = 6) -> str:
        """Words, and up to so many other parameters, in any order, some twice, some as arrays, some broken."""
        pairs = [f"q={self.encoded(self.text())}"] if self.chance.random() < 0.85 else []
        pairs += [self.parameter() for _ in range(self.chance.choice((0, 0, 1, 1, 2, at_most)))]
        self.chance.shuffle(pairs)
        if self.chance.random() < 0.03:
            pairs += [self.parameter() for _ in range(300)]
        return "&".join(pairs)[:LONGEST]

    def parameter(self) -> str:
        name = self.chance.choice(sorted(self.site.parameters))
        chosen = self.chance.random()
        if chosen < 0.55 and self.site.parameters[name]:
            value = self.encoded(self.chance.choice(self.site.parameters[name]))
        elif chosen < 0.75:
            value = self.encoded(self.chance.choice((*WRONG_NUMBERS, *self.site.anchors)))
        elif chosen < 0.85:
            value = self.chance.choice(BROKEN)
        else:
            value = self.encoded(self.text())
        return f"{name}{self.chance.choice(('', '', '', '', '[]', '[0]', '%5B%5D'))}={value}"

    def encoded(self, words: str) -> str:
        """As an address carries it: mostly as it should, else raw bytes, or cut in the middle of an escape."""
        written = words.encode("utf-8", "surrogatepass")
        chosen = self.chance.random()
        if chosen < 0.06:
            return written.decode("latin-1").replace("#", "").replace("&", "").replace(" ", "+")
        escaped = quote(written)
        return escaped[:-1] + self.chance.choice(BROKEN) if chosen < 0.12 else escaped

    # Texts

    def text(self) -> str:
        return self._one_of(self.texts)()

    def any_characters(self) -> str:
        ranges = self.chance.sample(RANGES, self.chance.choice((1, 2, 4)))
        return "".join(chr(self.chance.randrange(*self.chance.choice(ranges))) for _ in range(self._length()))

    def marked(self) -> str:
        """Letters under heaps of combining marks."""
        heap = self.chance.choice((1, 3, 50))
        letters = (self.chance.choice("aeiouyđơư ") for _ in range(self._length()))
        return "".join(letter + "".join(self.chance.choices(MARKS, k=heap)) for letter in letters)

    def syntax(self) -> str:
        parts = self.chance.choices(
            (*SYNTAX, *self.chance.sample(self.site.common, 8)), k=self.chance.choice((1, 2, 5))
        )
        return self.chance.choice((" ", "")).join(parts)

    def mutated(self) -> str:
        """A name of the site with up to three characters changed."""
        name = self.chance.choice(self.site.names)
        for _ in range(self.chance.choice((0, 1, 2, 3))):
            at = self.chance.randrange(len(name) + 1)
            other = self.chance.choice(("", " ", self.chance.choice(MARKS), chr(self.chance.randrange(32, 0x2000))))
            name = name[:at] + other + name[at + self.chance.choice((0, 1)) :]
        return name

    def commonest(self) -> str:
        """As many of the words that most records have as a query may hold: the worst that a reader can ask."""
        return " ".join(self.chance.choices(self.site.common, k=self.chance.choice((2, 4, 8, 12, 14, 30))))

    def long(self) -> str:
        return " ".join(self.chance.choices((*self.site.names, *SYNTAX), k=40))[: self.chance.choice((201, 500, 2000))]

    def very_long(self) -> str:
        unit = self.chance.choice(
            ("a", "chè ", MARKS, "\u0301\u0323", "%", '"', "a b ", "\u202e", "7", "1/QĐ-", "đ\x00")
        )
        return (unit * LONGEST)[: LONGEST // max(len(each.encode()) for each in unit)]

    def _length(self) -> int:
        return self.chance.choice((1, 2, 5, 10, 30, 200))
