"""Bytes to text: UTF-8, UTF-16 and UTF-32 with a byte order mark, GB18030 (and so GBK, GB2312) and Big5; no more is guessed."""

import codecs
import re

from charset_normalizer import from_bytes

# The longer mark first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 200_000


class NotTextError(ValueError):
    """Bytes that are no text: a reason word and a sentence that says how to mend it."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def decode(data: bytes) -> tuple[str, str]:
    """The text, without a byte order mark, and the name of its encoding; NotTextError where it is not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding), encoding
    if b"\0" in data:
        raise NotTextError("binary", "it holds zero bytes, so it is no text (if it is UTF-16 without a byte order mark, save it as UTF-8)")
    try:
        return _printable(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data, error):
            raise NotTextError("undecodable", _where(data, error, "UTF-8")) from error
    chinese = _chinese(data)
    if chinese is None:
        raise NotTextError("undecodable", "it is neither UTF-8, GB18030 nor Big5: find out its encoding and save it as UTF-8 (with iconv)")
    return _printable(chinese[0]), chinese[1]


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotTextError("undecodable", _where(data, error, encoding.upper().removesuffix("-SIG"))) from error


def _where(data: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    place = f"byte {error.start:,} (line {data.count(bytes([10]), 0, error.start) + 1:,})"
    return f"it looks like {encoding}, but {place} is not: the file is damaged or cut off; mend it and save it as UTF-8"


def _printable(text: str) -> str:
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > max(3, len(sample) // 100):
        raise NotTextError("binary", "it holds many control characters, so it is no text")
    return text


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether nearly all of it is UTF-8: a file that was cut inside a character, or with a few foreign bytes."""
    sample = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE]
    text = sample.decode("utf-8", "replace")
    wide = len(text) - len(sample.decode("ascii", "ignore"))
    return text.count("�") * 10 <= wide and wide > 3


def _chinese(data: bytes) -> tuple[str, str] | None:
    """The text and its encoding, GB18030 or Big5, whichever looks more like a language; None where neither does.

    Left to guess freely the detector takes short GBK pages for Korean, so it chooses between the two; a tie goes to the PRC's standard.
    """
    found = from_bytes(data, cp_isolation=["gb18030", "big5"])
    best = min(found, key=lambda match: (match.chaos, -match.coherence, match.encoding != "gb18030"), default=None)
    return (data.decode(best.encoding), best.encoding) if best else None
