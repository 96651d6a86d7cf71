"""A digest of what was read, which engines put together from those of its parts, wherever and in whatever order these were read."""

from collections.abc import Iterable
from typing import NamedTuple

_PRIME, _BASE = (1 << 61) - 1, 0x1CB3A5F2D80E4977


class Digest(NamedTuple):
    """The fingerprints of so many items in their order, in one number."""

    items: int = 0
    number: int = 0

    def then(self, other: "Digest") -> "Digest":
        """The digest of these items and then those."""
        return Digest(self.items + other.items, (self.number * pow(_BASE, other.items, _PRIME) + other.number) % _PRIME)

    def __str__(self) -> str:
        return f"{self.items}-{self.number:016x}"


def digest_of(fingerprints: Iterable[str]) -> Digest:
    """The digest of some items."""
    items = number = 0
    for one in fingerprints:
        items, number = items + 1, (number * _BASE + int(one, 16)) % _PRIME
    return Digest(items, number)
