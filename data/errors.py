"""The errors of this project.

::

    CareergraphError(ValueError)
    ├── InputError            a file that cannot be read as what it should be: path, line
    ├── LookupFailedError     a name that leads to nothing, or to too much (graph layer)
    └── StoreError            no store, a broken one, or one that is being written (graph layer)
"""

from __future__ import annotations


class CareergraphError(ValueError):
    """Base class: an error that is said in one message, without a traceback."""

    #: What the command line exits with; one code a kind, listed in ``careergraph --help``.
    exit_code = 1


class InputError(CareergraphError):
    """A file or folder that cannot be read as what it should be.

    Args:
        message: what is wrong and what to do.
        path: the file, as the user named it or relative to the folder named.
        line: the line in it, from 1; 0 where no line can be named.
    """

    exit_code = 3

    def __init__(self, message: str, *, path: str = "", line: int = 0) -> None:
        where = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(where + message)
        self.path = path
        self.line = line
