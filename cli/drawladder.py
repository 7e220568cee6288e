"""A ladder as a tree of text: grades left, tracks right, every move with its basis and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .render import bold, clean, dim, echo, places, stated_or_inferred, width
from .rendersteps import counted
from .strokes import signs
from .table import columns, fill

if TYPE_CHECKING:
    from careergraph.graph.ladderview import Chain, Edge, Ladder, Stage
    from careergraph.graph.nodes import Node

_TRACKS = {"individual contributor": "IC", "manager": "manager"}
_TRACK_WIDTH = 7
#: A grade of more columns ("7 / 8 / 9.5") is cut.
_GRADE_WIDTH = 8


def draw(ladder: Ladder, asked: Node) -> None:
    """Print a ladder.

    Args:
        ladder: what `graph.ladderview.ladder` gives.
        asked: the role or family it was asked for by; a role is marked.
    """
    _Drawing(ladder, asked).draw()


def legend() -> None:
    """Print what lines and words mean."""
    sign = signs()
    solid = f"{sign.stated.across} {sign.stated.down} stated by a page"
    dashed = f"{sign.inferred.across} {sign.inferred.down} inferred by a rule"
    arrows = f"{sign.out} leads out   {sign.into} comes in   IC individual contributor"
    echo(dim(f"{solid}   {dashed}"))
    echo(dim(arrows))


class _Drawing:
    def __init__(self, ladder: Ladder, asked: Node) -> None:
        self._ladder = ladder
        self._asked = asked
        self._signs = signs()
        stages = ladder.stages
        grades = [_grade(stage.role) for stage in stages]
        self._grades = min(_GRADE_WIDTH, max([len("grade"), *map(columns, grades)]))
        self._family = ladder.family.iri
        self._order = {stage.role.iri: number for number, stage in enumerate(stages)}

    def draw(self) -> None:
        ladder = self._ladder
        family, roles = ladder.family, len(ladder.stages)
        department = f" in {clean(family.department_title)}" if family.department_title else ""
        for line in fill(clean(family.title), width()):
            echo(bold(line))
        echo(f"{counted(roles, 'role')}{department}")
        for place in places(family.citations):
            echo(dim(place))
        if ladder.chains:
            echo()
            blank = " " * (width() - self._grades - len("  role") - _TRACK_WIDTH)
            echo(dim(f"{'grade':>{self._grades}}  role{blank}track".rstrip()))
        for number, chain in enumerate(ladder.chains):
            if number:
                echo()
            self._chain(chain, "")
        if ladder.leaving or ladder.arriving:
            echo()
            self._line("", "the family as a whole")
            whole = [*ladder.arriving, *ladder.leaving]
            for position, edge in enumerate(whole, 1):
                last = position == len(whole)
                self._edge(edge, "", self._trunk(" ", last=last), last=last, here=self._family)

    def _chain(self, chain: Chain, prefix: str) -> None:
        """A chain of roles, one below the other; ``prefix`` is what stands to its left on every line."""
        for position, stage in enumerate(chain):
            following = chain[position + 1] if position + 1 < len(chain) else None
            self._stage(stage, following, prefix)

    def _stage(self, stage: Stage, following: Stage | None, prefix: str) -> None:
        beside = [*stage.arriving, *stage.leaving, *stage.again]
        self._role(stage, prefix, more=bool(beside or stage.branches or following))
        trunk = " "
        if following is not None and following.by is not None:
            trunk = self._signs.of(following.by.move.basis).down
        parts = len(beside) + len(stage.branches)
        for position, edge in enumerate(beside, 1):
            last = position == parts and following is None
            self._edge(edge, prefix, self._trunk(trunk, last=last), last=last, here=stage.role.iri)
        for position, branch in enumerate(stage.branches, len(beside) + 1):
            last = position == parts and following is None
            beneath = self._trunk(trunk, last=last)
            if branch[0].by is not None:
                self._edge(branch[0].by, prefix, beneath, last=last, here="")
            self._chain(branch, f"{prefix}{beneath}   ")
        if following is not None and following.by is not None:
            self._words(f"{prefix}{trunk} ", f"{prefix}{trunk} ", following.by, "")

    def _trunk(self, trunk: str, *, last: bool) -> str:
        """What goes on downwards beside the lines below a move: the chain, or what follows on this stage."""
        return trunk if last or trunk != " " else self._signs.stated.down

    def _role(self, stage: Stage, prefix: str, *, more: bool) -> None:
        role = stage.role
        room = width() - self._grades - 2 - columns(prefix) - 2 - _TRACK_WIDTH
        first, *rest = fill(clean(role.title), room)
        grade = _grade(role)
        if columns(grade) > self._grades:
            grade = f"{grade[: self._grades - 1]}~"
        grade = " " * (self._grades - columns(grade)) + grade
        track = _TRACKS.get(role.track, "")
        blank = " " * (room - columns(first) + 2) if track else ""
        echo(f"{grade}  {dim(prefix)}{bold(first)}{blank}{track}".rstrip())
        beside = self._signs.stated.down if more else " "
        for line in rest:
            self._line(prefix, f"{beside} {bold(line)}")
        words = []
        others = len(self._ladder.stages) > 1  # of the only role, where people begin goes without saying
        if others and role.iri in self._ladder.entries:
            words.append("entry role")
        elif others and role.iri in self._ladder.starts and more:
            words.append("no role of the family leads here")
        if role.iri == self._asked.iri:
            words.append("asked for")
        if not more and stage.by is None:
            words.append("no move in or out")
        if words:
            self._line(prefix, f"{beside} {dim(', '.join(words))}")

    def _edge(self, edge: Edge, prefix: str, beneath: str, *, last: bool, here: str) -> None:
        """A move beside a chain; ``here`` is the end at which it is drawn, "" where the other end follows."""
        sign = self._signs
        across = sign.of(edge.move.basis).across
        bend = sign.corner if last and beneath == " " else sign.tee
        if not here:
            head, ends = f"{bend}{across} ", ""
        elif edge.source.iri == here:
            head, ends = f"{bend}{across}{sign.out} ", f"to {self._other(edge.target, here)}"
        else:
            head, ends = f"{bend}{across}{sign.into} ", f"from {self._other(edge.source, here)}"
        self._words(prefix + head, prefix + beneath + " " * (len(head) - 1), edge, ends)

    def _words(self, head: str, indent: str, edge: Edge, ends: str) -> None:
        """What a move is, with what is at its other end and the lines it rests on."""
        move = edge.move
        down = ", down" if edge.leads_down else ""
        rule = f" by rule {move.rule}" if move.rule else ""
        said = f"{move.kind}{down}, {move.basis}{rule}{': ' + ends if ends else ''}"
        room = width() - self._grades - 2 - columns(head)
        lines = fill(said, room)
        start = len(f"{move.kind}{down}, ")
        word = move.basis
        for position, text in enumerate(lines):
            shown = text
            if position == 0 and text[start:].startswith(word):
                shown = text[:start] + stated_or_inferred(word) + text[start + len(word) :]
            self._line(indent if position else head, shown)
        for place in places(move.citations):
            self._line(indent, dim(place))
        for other in edge.others:
            self._line(indent, f"also {other.kind}, {stated_or_inferred(other.basis)}")
            for place in places(other.citations):
                self._line(indent, dim(place))

    def _other(self, node: Node, here: str) -> str:
        """The other end of a move: title, grade, and where it is to be found."""
        title = clean(node.title)
        if node.iri == self._family:
            return f"{title}, the family as a whole"
        if node.type == "family":
            return f"{title}, a job family"
        if node.type == "named":
            return f"{title}, which no page read describes"
        graded = f" (grade {_grade(node)})" if node.grades else ""
        if node.family == self._family:
            if here == self._family:
                return f"{title}{graded}"
            where = "above" if self._order[node.iri] < self._order[here] else "below"
            return f"{title}{graded}, drawn {where}"
        return f"{title}{graded} of {clean(node.family_title)}"

    def _line(self, prefix: str, text: str) -> None:
        echo(f"{' ' * (self._grades + 2)}{dim(prefix)}{text}".rstrip())


def _grade(role: Node) -> str:
    return "/".join(map(clean, role.grades))
