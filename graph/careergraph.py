"""The graph of one organisation's careers, to be asked from Python."""

from __future__ import annotations

import contextlib
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Self

from .careerscache import careers_of
from .nodes import Node
from .notebook import Shown
from .outlook import outlook
from .paths import Wish, paths
from .suggest import all_suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    import networkx as nx

    from .careers import Careers
    from .compare import Comparison
    from .gap import Gap, Positions
    from .inheritance import Inheritance
    from .insight import Insight, Kind
    from .ladderview import Ladder
    from .names import Named
    from .outlook import Outlook
    from .paths import Order, Path
    from .reach import Reach
    from .store import OpenBuild

#: So many suggested moves from each role are added where they are asked for.
SUGGESTED = 3


class CareerGraph(Shown):
    """Roles, families and the moves between them, of one build.

    Wherever a role is asked for, its name will do, as people write it; a `Node` does as well. In the
    examples, ``store`` is one of the bundled handbook.

    >>> with CareerGraph.open(store) as graph:
    ...     [route] = graph.paths("Senior Support Engineer", "Director of Support")
    ...     [(step.target.title, step.move.basis) for step in route.steps][-1]
    ...     graph.role("sr backend engineer").grades
    ('Director of Support', 'stated')
    ('7',)

    Args:
        build: an open build.
    """

    def __init__(self, build: OpenBuild) -> None:
        self.build = build
        self._closing = contextlib.ExitStack()

    @classmethod
    def open(cls, store: FilePath | str | None = None) -> CareerGraph:
        """Open a store or an endpoint; close it with `close` or a ``with`` block.

        Args:
            store: a folder, or the address of a SPARQL endpoint; ``$CAREERGRAPH_STORE``, else
                ``.careergraph``, if left out.

        Raises:
            StoreError: there is no build, or it cannot be read.
            EndpointError: the endpoint does not answer.
        """
        from . import store as stores  # noqa: PLC0415 - not needed where a build is open already

        closing = contextlib.ExitStack()
        place = stores.usual_place() if store is None else store
        if isinstance(place, str) and place.lower().startswith(("http://", "https://")):
            from .connecting import connected  # noqa: PLC0415 - loads all that HTTP needs

            graph = cls(closing.enter_context(connected(place)))
        else:
            graph = cls(closing.enter_context(stores.reading(FilePath(place))))
        graph._closing = closing
        return graph

    def close(self) -> None:
        """Let the store go; the graph can no longer be asked then."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def careers(self) -> Careers:
        """What everything is computed from: nodes, moves and what positions ask."""
        return careers_of(self.build)

    @property
    def roles(self) -> list[Node]:
        """All roles, by IRI."""
        return [node for node in self.careers.nodes.values() if node.type == "role"]

    def role(self, name: str | Node) -> Node:
        """The role that a name means; else the family, department or mere name that has it.

        Raises:
            AmbiguousNameError: several fit equally well.
            UnknownNameError: none does.
        """
        return self.careers.find(name) if isinstance(name, str) else name

    def paths(  # noqa: PLR0913 - one a wish
        self,
        start: str | Node,
        end: str | Node,
        k: int = 1,
        *,
        by: Order = "effort",
        via: str | Node | Iterable[str | Node] = (),
        avoid: str | Node | Iterable[str | Node] = (),
        max_steps: int | None = None,
        stated_only: bool = False,
        track: str = "",
        allow_down: bool = False,
        suggested: bool = False,
    ) -> list[Path]:
        """Up to ``k`` really different routes from one role to another, the best first.

        Args:
            start: a role; a family or department stands for any of its roles.
            end: likewise.
            k: how many routes at most.
            by: least effort, fewest steps, or "evidence": fewest steps that no page states.
            via: pass these, in this order.
            avoid: do not pass these roles, or the roles of these families or departments.
            max_steps: routes of at most so many steps.
            stated_only: only moves that a page states.
            track: "individual contributor" or "manager": roles between the ends are on this track.
            allow_down: take demotions, too.
            suggested: take lateral moves, too, that nobody wrote down, where the skills are alike.

        Raises:
            LookupFailedError: a name means nothing or too much, or there is no such path.
        """
        wish = Wish(
            by,
            self._nodes(via),
            self._nodes(avoid),
            max_steps,
            stated_only,
            track,
            allow_down,
            tuple(all_suggestions(self.careers, SUGGESTED)) if suggested else (),
        )
        return paths(self.careers, self.role(start), self.role(end), k, wish)

    def _nodes(self, names: str | Node | Iterable[str | Node]) -> tuple[Node, ...]:
        """What one name or several mean."""
        listed = [names] if isinstance(names, (str, Node)) else names
        return tuple(self.role(each) for each in listed)

    def next(
        self,
        role: str | Node,
        *,
        allow_down: bool = False,
        stated_only: bool = False,
        suggested: int = SUGGESTED,
    ) -> Outlook:
        """What may come next for somebody in a role, by direction, ranked by effort.

        Args:
            role: a role; a family or department stands for all of its roles.
            allow_down: name demotions, too.
            stated_only: only steps that a page states; nothing is suggested then.
            suggested: add at most so many lateral moves that nobody wrote down.

        Raises:
            LookupFailedError: the name means nothing, or too much.
        """
        return outlook(
            self.careers,
            self.role(role),
            allow_down=allow_down,
            stated_only=stated_only,
            suggested=suggested,
        )

    def reach(  # noqa: PLR0913 - one a wish
        self,
        role: str | Node,
        *,
        within: int | None = None,
        backwards: bool = False,
        stated_only: bool = False,
        track: str = "",
        allow_down: bool = False,
    ) -> Reach:
        """Everything that can be reached from a role, or from where it can be, each by its shortest way.

        Args:
            role: a role; a family or department stands for any of its roles.
            within: only what takes at most so many steps.
            backwards: everything from where the role can be reached, instead.
            stated_only: only moves that a page states.
            track: "individual contributor" or "manager": only roles on this track.
            allow_down: take demotions, too.

        Raises:
            LookupFailedError: the name means nothing, or too much.
        """
        from .reach import reach  # noqa: PLC0415 - loads networkx

        return reach(
            self.careers,
            self.role(role),
            within=within,
            backwards=backwards,
            stated_only=stated_only,
            track=track,
            allow_down=allow_down,
        )

    def compare(self, *roles: str | Node) -> Comparison:
        """Put roles side by side: skills, requirements, indicators, next steps, and how one leads to another.

        Args:
            roles: two or more; a family stands for its only role.

        Raises:
            LookupFailedError: a name means nothing, or too much.
        """
        from .compare import compare  # noqa: PLC0415 - reads the store, which most questions do not need

        nodes = [self.careers.nodes[self._position(role).iri] for role in roles]
        positions = self.positions if self.build.about.get("vocabulary") else None
        return compare(self.careers, self.build.quads, self.inheritance, positions, nodes)

    @cached_property
    def inheritance(self) -> Inheritance:
        """What each position takes over from others."""
        from .inheritance import Inheritance  # noqa: PLC0415 - reads the store, which most questions do not need

        return Inheritance(self.build.quads)

    @cached_property
    def positions(self) -> Positions:
        """What positions ask, item by item.

        Raises:
            NoSkillsError: the build did not look for skills.
        """
        from .gap import Positions  # noqa: PLC0415 - reads the store, which most questions do not need
        from .skills import read_taxonomy, require_skills  # noqa: PLC0415

        require_skills(self.build)
        store = self.build.quads
        return Positions(store, self.inheritance, read_taxonomy(store))

    def gap(self, start: str | Node, end: str | Node) -> Gap:
        """What a role asks that another one does not bring: skills, indicators, requirements in words.

        Raises:
            LookupFailedError: a name means nothing, or too much.
            NoSkillsError: the build did not look for skills.
        """
        positions = self.positions
        return positions.gap(self._position(start), self._position(end))

    def _position(self, name: str | Node) -> Named:
        node = self.careers.find(name, ("role", "family")) if isinstance(name, str) else name
        return self.inheritance.position(node.title, self.inheritance.holders[node.iri], self.careers.base)

    def ladder(self, family: str | Node, *, stated_only: bool = False) -> Ladder:
        """The ladder of a job family: its roles from entry upwards, and all moves within, out of and into it.

        Args:
            family: a family, or a role of it.
            stated_only: leave out what no page states.

        Raises:
            LookupFailedError: the name means nothing, too much, or something that has no ladder.
        """
        from .ladderview import ladder  # noqa: PLC0415 - for this question only

        if isinstance(family, str):
            family = self.careers.find(family, ("family", "role"))
        return ladder(self.careers, family, stated_only=stated_only)

    def insights(
        self, only: Iterable[Kind] = (), *, within: str | Node | None = None
    ) -> dict[Kind, list[Insight]]:
        """What the people who own the pages may want to look at; see docs/insights.md.

        Args:
            only: kinds to look for (`careergraph.graph.insight.KINDS`); none for all.
            within: tell only what concerns this role, or the roles of this family or department.

        Returns:
            a list for each kind, the most striking first; empty ones too.

        Raises:
            LookupFailedError: the name means nothing, or too much.
        """
        from .insights import insights  # noqa: PLC0415 - loads networkx

        part = within
        if isinstance(part, str):
            part = self.careers.find(part, ("family", "department", "role"))
        return insights(self.careers, self.build.quads, only, part)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """All moves as a networkx graph; see `careergraph.graph.network.to_networkx` for its attributes."""
        from .network import to_networkx  # noqa: PLC0415 - loads networkx

        return to_networkx(self.careers)
