"""Which encoding a text file was saved in, decided by which one reads as Vietnamese."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.errors import Refusal

from .legacy import from_tcvn3, from_vni
from .plausible import weigh
from .repair import TCVN3, VNI

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
ACCEPTABLE_SHARE = 0.5


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of an old encoding it was converted from ("" for Unicode).

    Raises Refusal when no encoding gives words, or when the bytes are not text at all.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), ""
    guess = _utf16_without_mark(content)
    if guess:
        return content.decode(guess, errors="replace"), ""
    if b"\x00" in content:
        raise not_a_table()
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _decode_by_sense(content)


def not_a_table() -> Refusal:
    return Refusal(_("Tệp này không phải bảng tính. Hãy tải lên tệp .xlsx, .csv hoặc .docx có bảng danh sách."))


def _utf16_without_mark(content: bytes) -> str:
    sample = content[:2000]
    pairs = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > pairs * 0.4 and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > pairs * 0.4 and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _readings(content: bytes) -> Iterator[tuple[str, str]]:
    """Every way to read the bytes: (name, text). Names of old encodings are told to the person."""
    yield "", content.decode("utf-8", errors="replace")
    yield "Windows-1258", content.decode("cp1258", errors="replace")
    latin = content.decode("latin-1")
    yield TCVN3, from_tcvn3(latin)
    yield VNI, from_vni(latin)
    yield "Windows-1252", content.decode("cp1252", errors="replace")


def _decode_by_sense(content: bytes) -> tuple[str, str]:
    weighed = [(*weigh(text), name, text) for name, text in _readings(content)]
    good, bad, name, text = max(weighed, key=lambda reading: reading[0] - 2 * reading[1])
    if good < ACCEPTABLE_SHARE * (good + bad):
        raise Refusal(
            _("Không nhận ra bảng mã tiếng Việt của tệp. Hãy mở bằng Excel và lưu lại thành .xlsx, hoặc “CSV UTF-8”.")
        )
    return text, name
