"""The store on disk: a folder with one finished build that commands read, replaced as a whole by the next.

::

    .careergraph/
      current            the name of the build that commands read
      build.lock         locked while somebody builds
      builds/<name>/
        lock             shared by everybody who reads this build
        about.json       what was built, from what, by which version
        quads/           the pyoxigraph (RocksDB) store

A build is written into a folder of its own, flushed, and only then named in ``current`` by replacing that
file. Whatever happens before leaves the former build as it was. Builds that ``current`` does not name are
removed by the next build once nobody reads them: opening a RocksDB folder read-only while another process
writes or removes it fails now and then.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from .errors import StoreBusyError, StoreError
from .locks import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .query import Dataset

#: Layout and terms of the store; a build of another number is refused and has to be built anew.
FORMAT = 1
_ATTEMPTS = 20
#: Quads written at a time: the store keeps all of a batch in memory, in several orders.
_BATCH = 200_000


def usual_place() -> Path | str:
    """Where the graph is if nobody says: ``$CAREERGRAPH_STORE``, else ``.careergraph`` right here.

    Returns:
        a folder, or the address of an endpoint as a string.
    """
    place = os.environ.get("CAREERGRAPH_STORE") or ".careergraph"
    return place if place.lower().startswith(("http://", "https://")) else Path(place)


def default_folder() -> Path:
    """The folder to write to if nobody says.

    Raises:
        StoreError: the usual place is an endpoint.
    """
    place = usual_place()
    if isinstance(place, str):
        raise StoreError(
            "$CAREERGRAPH_STORE is an endpoint; name a folder with --store DIR, then run: careergraph push",
            place.rpartition("@")[2],
        )
    return place


@dataclass(frozen=True, slots=True)
class OpenBuild:
    """A finished build, open for reading: in a folder of this machine, or behind an endpoint (no folder)."""

    folder: Path | None
    quads: Dataset
    about: dict[str, Any]
    url: str = ""

    @property
    def place(self) -> Path | str:
        """What to call it in a message."""
        return self.url or self.folder or "the store"


def exists(folder: Path) -> bool:
    """Whether the folder holds a finished build."""
    return (folder / "current").is_file()


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[OpenBuild]:
    """Open the current build of ``folder`` read-only; it stays on disk as long as the block runs.

    Raises:
        StoreError: there is no build, it is damaged, or it was written by another version.
    """
    with held(folder) as (build, about):
        try:
            quads = ox.Store.read_only(str(build / "quads"))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"cannot be read ({error}); run: careergraph build", folder) from error
        yield OpenBuild(build, quads, about)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The folder of the current build, for another process to open, and what it is about.

    It stays on disk as long as the block runs.

    Raises:
        StoreError: there is no build, it is damaged, or it was written by another version.
    """
    with contextlib.ExitStack() as stack:
        build = _enter_current(folder, stack)
        try:
            about = json.loads((build / "about.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise StoreError(f"cannot be read ({error}); run: careergraph build", folder) from error
        if not isinstance(about, dict) or about.get("format") != FORMAT:
            raise StoreError("was built by another version; run: careergraph build", folder)
        yield build, about


def _current(folder: Path) -> str:
    """The name of the current build; "" where there is none."""
    try:
        name = (folder / "current").read_text(encoding="ascii", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise StoreError(f"cannot be read ({error})", folder) from error
    return Path(name).name


def _enter_current(folder: Path, stack: contextlib.ExitStack) -> Path:
    """Lock the current build for reading; try again where a new build has removed it in between."""
    for _ in range(_ATTEMPTS):
        name = _current(folder)
        if not name:
            break
        build = folder / "builds" / name
        attempt = contextlib.ExitStack()
        try:
            got = attempt.enter_context(locked(build / "lock", shared=True))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise StoreError(f"cannot be read ({error})", folder) from error
        if got and (build / "about.json").is_file():
            stack.enter_context(attempt)
            return build
        attempt.close()
    else:
        raise StoreError("the build named in “current” is gone; run: careergraph build", folder)
    raise StoreError("holds no build yet; run: careergraph build", folder)


class NewBuild:
    """A build that is being written; nobody sees it before `publish`."""

    def __init__(self, folder: Path) -> None:
        import uuid  # noqa: PLC0415 - loads much, and only builds need it

        self._folder = folder
        self._name = uuid.uuid4().hex[:12]
        self._path = folder / "builds" / self._name
        self._path.mkdir(parents=True)
        (self._path / "lock").touch()
        self.published = False

    def publish(
        self, quads: Iterable[ox.Quad], about: dict[str, Any] | Callable[[ox.Store], dict[str, Any]]
    ) -> None:
        """Write the quads, make sure that they are on disk, and make this the build that commands read.

        Args:
            quads: what the store shall hold.
            about: facts of the build, kept as JSON beside it; or what finds them in the quads once these are
                written.
        """
        store = ox.Store(str(self._path / "quads"))
        waiting = iter(quads)
        while batch := list(islice(waiting, _BATCH)):
            store.bulk_extend(batch)
        store.flush()
        if callable(about):
            about = about(store)
        del store  # closes it
        about = {"format": FORMAT, **about}
        (self._path / "about.json").write_text(json.dumps(about, indent=1, sort_keys=True), encoding="utf-8")
        for path in (*self._path.rglob("*"), self._path, self._path.parent):
            _sync(path)
        pointer = self._folder / f"current.{self._name}"
        pointer.write_text(self._name + "\n", encoding="ascii")
        _sync(pointer)
        pointer.replace(self._folder / "current")
        _sync(self._folder)
        self.published = True

    def discard(self) -> None:
        """Remove what was written."""
        import shutil  # noqa: PLC0415 - as above

        shutil.rmtree(self._path, ignore_errors=True)
        (self._folder / f"current.{self._name}").unlink(missing_ok=True)


@contextlib.contextmanager
def building(folder: Path, *, wait: bool = False) -> Iterator[NewBuild]:
    """Begin a build in ``folder``; the block fills it with `NewBuild.publish`.

    A block that ends without having published, by an exception or Ctrl-C, leaves the former build in place.

    Args:
        folder: the store; created if need be.
        wait: wait for a build that is running rather than raise.

    Raises:
        StoreBusyError: another build is running.
        StoreError: the folder cannot be written.
    """
    try:
        if folder.is_dir() and not _is_ours(folder):
            raise StoreError("is a folder with other files; name an empty or new one", folder)
        (folder / "builds").mkdir(parents=True, exist_ok=True)
        lock = locked(folder / "build.lock", wait=wait)
        got = lock.__enter__()
    except OSError as error:
        raise StoreError(f"cannot be written ({error}); name another folder with --store", folder) from error
    try:
        if not got:
            raise StoreBusyError("another build is running; wait for it to end", folder)
        sweep(folder)
        build = NewBuild(folder)
        try:
            yield build
        finally:
            if not build.published:
                build.discard()
        sweep(folder)
    finally:
        lock.__exit__(None, None, None)


def _is_ours(folder: Path) -> bool:
    return (folder / "builds").is_dir() or not any(folder.iterdir())


def sweep(folder: Path) -> None:
    """Remove the builds that ``current`` does not name and nobody reads; only while `building`."""
    import shutil  # noqa: PLC0415 - as above

    current = _current(folder)
    for build in (folder / "builds").iterdir():
        if build.name == current:
            continue
        with contextlib.suppress(OSError), locked(build / "lock") as got:
            if not got:
                continue
            # Gone for readers at once, even if removing the files is interrupted.
            (build / "about.json").unlink(missing_ok=True)
            shutil.rmtree(build / "quads", ignore_errors=True)
        # The rest only now: some systems do not remove a file that is open, as the lock was.
        shutil.rmtree(build, ignore_errors=True)
    for pointer in folder.glob("current.*"):
        pointer.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Have the system write a file or folder to disk; folders cannot be synced everywhere."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
