"""What can go wrong when the graph is asked.

::

    CareergraphError
    ├── LookupFailedError       a name that leads to nothing, or to too much
    │   ├── AmbiguousNameError  exit code 4: several things have this name
    │   ├── UnknownNameError    exit code 5: nothing has
    │   └── NoPathError         exit code 6: both ends are known, nothing leads from one to the other
    ├── StoreError              exit code 8: no store, or one that cannot be read
    │   ├── NoSkillsError       it was built without skills
    │   ├── NoGraphThereError   an endpoint to which no graph was pushed
    │   └── StoreBusyError      exit code 7: another build is running
    ├── UnknownVocabularyError  exit code 8: the graph came without the vocabulary of its skills
    └── EndpointError           exit code 10: an endpoint that does not answer as it should
        ├── EndpointUnreachableError   no connection, a broken one, no answer in time
        ├── EndpointRefusedError       it wants to know who asks, or forbids it
        └── EndpointAnswerError        an answer that is none: HTML, half a result, an error of the server
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from careergraph.data.errors import CareergraphError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .names import Named
    from .nodes import Node


#: How many candidates a message lists.
LISTED = 12
_SHOWN = 200  # characters of a name in a message
#: Condition of a path → what to change.
_CONDITIONS = {
    "via": "that does not pass what --via names",
    "avoid": "if nothing is avoided",
    "max_steps": "of more steps (--max-steps)",
    "stated_only": "with inferred moves (without --stated-only)",
    "track": "that leaves the track (without --track)",
    "allow_down": "that leads down on the way (--allow-down)",
}


class LookupFailedError(CareergraphError):
    """A name that leads to nothing, or to too much."""


class AmbiguousNameError(LookupFailedError):
    """Several things fit a name equally well.

    Args:
        name: what was asked for.
        descriptions: a line for each thing that fits, which ends in what can be typed to name it.
        candidates: the things themselves.
    """

    exit_code = 4

    def __init__(self, name: str, descriptions: Sequence[str], candidates: Sequence[Named] = ()) -> None:
        listed = "".join(f"\n  {description}" for description in descriptions[:LISTED])
        if len(descriptions) > LISTED:
            listed += f"\n  and {len(descriptions) - LISTED} more"
        super().__init__(f"“{name}” fits several; name one by what stands after its colon:{listed}")
        self.name = name
        self.candidates = tuple(candidates)


class UnknownNameError(LookupFailedError):
    """Nothing has this name.

    Args:
        name: what was asked for.
        descriptions: a line for each thing whose name resembles it, best first.
        suggestions: the things themselves.
    """

    exit_code = 5

    def __init__(
        self, name: str, descriptions: Sequence[str] = (), suggestions: Sequence[Named] = ()
    ) -> None:
        hint = (
            "; nearest:" + "".join(f"\n  {description}" for description in descriptions)
            if descriptions
            else "; try: careergraph find TEXT"
        )
        super().__init__(f"nothing is called “{name if len(name) <= _SHOWN else name[:_SHOWN] + '…'}”{hint}")
        self.name = name
        self.suggestions = tuple(suggestions)


class NoPathError(LookupFailedError):
    """No chain of moves leads from one role to the other.

    Args:
        source: the start.
        target: the end.
        reachable: roles that can be reached from the start, nearest to the end first.
        leading: roles from which the end can be reached, nearest to the start first.
        hindered: the conditions without which, one at a time, there is a path ("max_steps").
        suggested: whether suggested moves were looked at, too.
    """

    exit_code = 6

    def __init__(  # noqa: PLR0913 - what the message tells
        self,
        source: Node,
        target: Node,
        *,
        reachable: Sequence[Node] = (),
        leading: Sequence[Node] = (),
        hindered: Sequence[str] = (),
        suggested: bool = False,
    ) -> None:
        if hindered:
            options = " or ".join(_CONDITIONS[name] for name in hindered)
            message = (
                f"no path from “{source.title}” to “{target.title}” meets all conditions\n"
                f"  there is one {options}"
            )
        else:
            kinds = "stated, inferred or suggested" if suggested else "stated or inferred"
            ahead = "; ".join(node.title for node in reachable) or "nothing"
            behind = "; ".join(node.title for node in leading) or "nothing"
            message = (
                f"no {kinds} moves lead from “{source.title}” to “{target.title}”\n"
                f"  what “{source.title}” leads to, nearest first: {ahead}\n"
                f"  what leads to “{target.title}”, nearest first: {behind}"
            )
        super().__init__(message)
        self.source = source
        self.target = target
        self.reachable = tuple(reachable)
        self.leading = tuple(leading)
        self.hindered = tuple(hindered)


class StoreError(CareergraphError):
    """A store that is missing, damaged or of another version.

    Args:
        message: what is wrong and what to do.
        path: the store's folder, or the address of an endpoint.
    """

    exit_code = 8

    def __init__(self, message: str, path: Path | str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class NoSkillsError(StoreError):
    """What is asked needs skills, and the build did not look for them."""


class StoreBusyError(StoreError):
    """Another build is writing this store."""

    exit_code = 7


class NoGraphThereError(StoreError):
    """An endpoint that answers and holds no graph of ours, or half of one."""


class UnknownVocabularyError(CareergraphError):
    """The skills of a graph are from a vocabulary that did not come with it."""

    exit_code = 8

    def __init__(self) -> None:
        super().__init__(
            "the skills of this graph are from a vocabulary that did not come with it, so words are not "
            "understood; import the graph and name it: careergraph import FILE --skills VOCABULARY"
        )


class EndpointError(CareergraphError):
    """An endpoint that does not answer as it should.

    Args:
        message: what is wrong and what to do.
        url: the address, without credentials.
    """

    exit_code = 10

    def __init__(self, message: str, url: str) -> None:
        super().__init__(f"{url}: {message}")
        self.url = url


class EndpointUnreachableError(EndpointError):
    """No connection, one that broke or is not trusted, or no answer in time."""


class EndpointRefusedError(EndpointError):
    """The server wants to know who asks, or forbids what is asked."""


class EndpointAnswerError(EndpointError):
    """An answer that is none: HTML, half a result, an error of the server.

    ``status`` is the HTTP status where that says so; 200 where the answer itself is wrong.
    """

    def __init__(self, message: str, url: str, status: int = 200) -> None:
        super().__init__(message, url)
        self.status = status
