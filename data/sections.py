"""A page cut at its headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .blocks import Heading, List, Paragraph, Table
from .headings import part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .blocks import Block, Entry, Text
    from .headings import PartHeading


@dataclass(slots=True)
class Section:
    """A heading (None above the first), the part it opens (if any), the blocks up to the next heading."""

    heading: Heading | None
    part: PartHeading | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The heading's level; 0 for what stands above the first heading."""
        return self.heading.level if self.heading else 0

    @property
    def text(self) -> str:
        """The heading's text."""
        return self.heading.text if self.heading else ""

    @property
    def line(self) -> int:
        """The heading's line, or that of the first block."""
        if self.heading:
            return self.heading.line
        return self.blocks[0].line if self.blocks else 1

    def has_list(self) -> bool:
        """Whether a list stands in the section."""
        return any(isinstance(block, List) for block in self.blocks)


def sections_of(blocks: Iterable[Block]) -> list[Section]:
    """Cut a page's blocks at its headings; the first section is what stands above them."""
    out = [Section(None, None)]
    for block in blocks:
        if isinstance(block, Heading):
            out.append(Section(block, part_of(block.text) if block.text else None))
        else:
            out[-1].blocks.append(block)
    return out


def paragraphs(sections: Iterable[Section]) -> Iterator[Text]:
    """The texts of all paragraphs of some sections."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.content


def texts(section: Section) -> Iterator[Text]:
    """The texts of a section's paragraphs and top-level list items, in order."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.content
        elif isinstance(block, List):
            for entry in block.entries:
                yield entry.content


def entries(section: Section) -> Iterator[Entry]:
    """All top-level list items of a section."""
    for block in section.blocks:
        if isinstance(block, List):
            yield from block.entries


def tables(sections: Iterable[Section]) -> list[Table]:
    """All tables of some sections."""
    return [block for section in sections for block in section.blocks if isinstance(block, Table)]
