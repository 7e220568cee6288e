"""Fixtures that all layers' tests share."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]

# Shells let what they run in the background ignore Ctrl-C, and so would each command that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real pages and hand-read facts beside the checkout; absent on most machines."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip("../shared (real pages and facts read from them) is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def corpus_dir(shared: Path) -> Path:
    """A real handbook's pages."""
    return shared / "corpus" / "handbook-2022"


@dataclass(frozen=True)
class Server:
    """A triple store that runs for the tests: where queries go, and who may write."""

    url: str
    user: str = ""
    password: str = ""

    @property
    def with_user(self) -> str:
        """The address with user and password."""
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{self.user}:{self.password}@{rest}" if self.user else self.url


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextlib.contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """Start a server, wait until its port answers, and stop it in the end."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        for _ in range(600):
            if process.poll() is not None:
                raise RuntimeError(f"{command[0]} ended: {log.read_text(errors='replace')}")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        else:
            raise RuntimeError(f"{command[0]} does not answer: {log.read_text(errors='replace')}")
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server that keeps everything in memory."""
    own = Path(sys.executable).parent / "oxigraph"
    command = str(own) if own.exists() else shutil.which("oxigraph")
    if command is None:
        pytest.skip("the program oxigraph (PyPI package oxigraph) is not installed")
    port = _free_port()
    log = tmp_path_factory.mktemp("oxigraph") / "log"
    with _running([command, "serve", "--bind", f"127.0.0.1:{port}"], port, log):
        yield Server(f"http://127.0.0.1:{port}/query")


_VIRTUOSO = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
KeepAliveTimeout = 10
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = 10000
"""


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso 7 with small buffers and a folder of its own."""
    command = shutil.which("virtuoso-t")
    if command is None:
        pytest.skip("the program virtuoso-t (Debian package virtuoso-opensource-7-bin) is not installed")
    folder = tmp_path_factory.mktemp("virtuoso")
    ports = {"sql": _free_port(), "http": _free_port()}
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(folder=folder, **ports))
    started = [command, "+configfile", str(folder / "virtuoso.ini"), "+foreground"]
    with _running(started, ports["http"], folder / "output"):
        yield Server(f"http://127.0.0.1:{ports['http']}/sparql", "dba", "dba")
