"""The exit codes, in one place; errors carry theirs as ``exit_code``."""

from __future__ import annotations

OK = 0
ERROR = 1
USAGE = 2
INTERRUPTED = 130

#: Code → what it means; shown by ``careergraph --help``.
MEANINGS: dict[int, str] = {
    OK: "done, warnings or not",
    ERROR: "an error, or nothing found",
    USAGE: "wrong usage",
    3: "input that cannot be read",
    4: "a name that fits several things",
    5: "a name that nothing has",
    6: "no path between two known roles",
    7: "another build is running",
    8: "no store, or one that cannot be read",
    9: "a query that was stopped: out of time or memory",
    10: "an endpoint that does not answer as it should",
    INTERRUPTED: "interrupted by Ctrl-C",
}
