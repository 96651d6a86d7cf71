"""The path of headings above a line."""

from typing import NamedTuple


class Heading(NamedTuple):
    """A heading that lines stand below: the lower its rank, the higher it stands."""

    rank: int
    indent: int
    text: str


class Path:
    """The headings above the line that is being read; `section` joins them by " > "."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.section: str | None = None

    def enter(self, heading: Heading) -> str | None:
        """Go below a heading; the section that the heading itself stands in."""
        self.leave(heading.rank, heading.indent)
        above = self.section
        self.headings.append(heading)
        self._join()
        return above

    def leave(self, rank: int, indent: int) -> None:
        """Go above all headings that do not stand over a line of this rank; one of the same rank does if it is indented less."""
        before = len(self.headings)
        while self.headings and (self.headings[-1].rank, self.headings[-1].indent) >= (rank, indent):
            self.headings.pop()
        if len(self.headings) < before:
            self._join()

    def dedent(self, indent: int, rank: int) -> None:
        """Go above the headings from this rank on that are indented more than the line."""
        while self.headings and self.headings[-1].rank >= rank and self.headings[-1].indent > indent:
            self.leave(self.headings[-1].rank, 0)

    def _join(self) -> None:
        self.section = " > ".join(heading.text for heading in self.headings) or None
