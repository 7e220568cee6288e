"""What a clone, a wheel and the lock files must be, whatever the code in them does."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import careergraph

ROOT = Path(__file__).parents[1]
LAYERS = ("cli", "data", "export", "graph", "ontology")
LOCKS = ("requirements.txt", "requirements-dev.txt")

#: Places on somebody's machine: the folders of users, and wherever this checkout happens to be.
MACHINE_PATH = re.compile(
    r"(?<![\w.:/-])/(?:home|root|Users)/[\w.-]+|[A-Z]:\\+Users\\|" + re.escape(str(ROOT)) + r"\b"
)


@cache
def pyproject() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def is_source(path: Path) -> bool:
    """Tell a file that somebody wrote from what Python and editors leave beside it."""
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


def package_files() -> dict[str, Path]:
    """Map the files of the package, by the name that each has in a wheel."""
    own = {f"careergraph/{path.name}": path for path in (ROOT / "src" / "careergraph").iterdir()}
    files = {name: path for name, path in own.items() if is_source(path)}
    for layer in LAYERS:
        folder = ROOT / layer
        files |= {
            f"careergraph/{path.relative_to(ROOT).as_posix()}": path
            for path in folder.rglob("*")
            if is_source(path)
        }
    return files


@cache
def tracked_files() -> tuple[Path, ...]:
    """List what git tracks, or would track at the next commit."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    return tuple(ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file())


def requirements_of(*groups: str, extras: bool = False) -> list[Requirement]:
    """Collect what pyproject.toml declares for use, for the named groups and for all extras."""
    declared = pyproject()
    lines: list[str] = [*declared["project"]["dependencies"]]
    for extra in declared["project"]["optional-dependencies"].values() if extras else ():
        lines += extra
    for group in groups:
        lines += [entry for entry in declared["dependency-groups"][group] if isinstance(entry, str)]
    return [Requirement(line) for line in lines]


def locked(lock: str) -> dict[str, set[Version]]:
    """Read the versions that a lock file holds for each package: several where markers tell them apart."""
    versions: dict[str, set[Version]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([\w.-]+)==([^ ;\\]+)", line):
            versions.setdefault(canonicalize_name(found[1]), set()).add(Version(found[2]))
    return versions


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a source distribution, and the wheel from it, in a copy of the checkout."""
    place = tmp_path_factory.mktemp("packaging")
    checkout = place / "checkout"
    for name in ("src", "tests", "docs", *LAYERS):
        shutil.copytree(
            ROOT / name, checkout / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
        )
    for path in ROOT.iterdir():
        if is_source(path):
            shutil.copy(path, checkout)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(place / "dist"), "."]
    built = subprocess.run(command, cwd=checkout, capture_output=True, check=False, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return place / "dist"


def test_every_folder_with_modules_is_a_listed_package() -> None:
    """A subfolder missing from the list would work in a checkout and be absent from the wheel."""
    folders = {name.rpartition("/")[0].replace("/", ".") for name in package_files() if name.endswith(".py")}
    assert sorted(pyproject()["tool"]["setuptools"]["packages"]) == sorted(folders)


def test_every_package_has_its_folder() -> None:
    """Each mapped package is found in the folder of the same name, and subpackages below their parent's."""
    mapping = pyproject()["tool"]["setuptools"]["package-dir"]
    assert mapping == {"careergraph": "src/careergraph"} | {f"careergraph.{layer}": layer for layer in LAYERS}


def test_patterns_reach_every_resource() -> None:
    """Each file of a package that is no module is matched by a pattern of package-data."""
    settings = pyproject()["tool"]["setuptools"]
    reached = {
        path
        for package, patterns in settings["package-data"].items()
        for pattern in patterns
        for path in (ROOT / settings["package-dir"][package]).glob(pattern + "/*" * pattern.endswith("**"))
    }
    resources = {path for name, path in package_files().items() if not name.endswith(".py")}
    assert resources - reached == set()


def test_wheel_holds_the_whole_package(distributions: Path) -> None:
    """The wheel, built by way of the source distribution, has each module and resource and nothing else."""
    [wheel] = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name and not name.endswith("/")}
    assert names == set(package_files())


def test_wheel_says_what_it_is(distributions: Path) -> None:
    """The wheel carries the version, the licence and the command."""
    [wheel] = distributions.glob(f"careergraph-{careergraph.__version__}-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        info = f"careergraph-{careergraph.__version__}.dist-info"
        assert "careergraph = careergraph.cli.main:main" in archive.read(f"{info}/entry_points.txt").decode()
        assert archive.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_source_distribution_can_be_tested(distributions: Path) -> None:
    """The source distribution has the tests, the locks and the Makefile, and no compiled file."""
    [source] = distributions.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"CHANGELOG.md", "Makefile", "tests/conftest.py", "tests/test_packaging.py", *LOCKS} <= names
    assert not [name for name in names if name.endswith(".pyc")]


@pytest.mark.skipif(sys.platform == "win32", reason="a clone on Windows may have no symbolic links")
@pytest.mark.parametrize("layer", LAYERS)
def test_links_lead_to_the_folders(layer: str) -> None:
    """src/careergraph has a relative link to each folder, for type checkers and other tools."""
    if not (ROOT / ".git").exists():
        pytest.skip("only a checkout has the links: a source distribution does without")
    assert (ROOT / "src" / "careergraph" / layer).readlink().as_posix() == f"../../{layer}"


def test_source_folder_holds_nothing_else() -> None:
    """The code lives in the folders at the top; src/careergraph is the door to them."""
    names = {path.name for path in (ROOT / "src" / "careergraph").iterdir()} - {"__pycache__", *LAYERS}
    assert names == {"__init__.py", "py.typed"}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host(lock: str) -> None:
    """A lock file works with any index: it holds neither addresses nor options of pip."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:)", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_each_package(lock: str) -> None:
    """Each locked version is followed by the hashes of its files."""
    entries = re.split(r"^(?=\w)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    ("lock", "declared"),
    [
        ("requirements.txt", requirements_of("build")),
        ("requirements-dev.txt", requirements_of("build", "dev", extras=True)),
    ],
)
def test_lock_fulfils_what_is_declared(lock: str, declared: list[Requirement]) -> None:
    """Each requirement of pyproject.toml is locked in versions that it allows; `make lock` puts it right."""
    versions = locked(lock)
    unfulfilled = [
        str(requirement)
        for requirement in declared
        if not (have := versions.get(canonicalize_name(requirement.name)))
        or not all(version in requirement.specifier for version in have)
    ]
    assert unfulfilled == []


def test_development_lock_extends_the_base_lock() -> None:
    """Whoever installs for development has the very versions that users have."""
    base, development = (locked(lock) for lock in LOCKS)
    assert {name: development.get(name) for name in base} == base


def test_locked_build_backend_is_the_declared_one() -> None:
    """The group `build` repeats what [build-system] asks for."""
    assert pyproject()["dependency-groups"]["build"] == pyproject()["build-system"]["requires"]


def test_changelog_begins_with_this_version() -> None:
    """The newest entry of the changelog is the version that the package says it has."""
    headings = re.findall(r"^## (\S+) - ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == careergraph.__version__


def test_no_tracked_file_names_a_place_on_a_machine() -> None:
    """Nothing that is committed holds the absolute path of somebody's folder."""
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked_files()
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf-8", errors="replace"))
    }
    assert found == set()


@pytest.mark.skipif(os.name == "nt" or not shutil.which("make"), reason="needs make")
@pytest.mark.parametrize("version", ["2.7.18", "3.10.13"])
def test_make_refuses_an_old_python(version: str, tmp_path: Path) -> None:
    """With nothing newer than Python 3.10, make says what is needed and leaves no environment behind."""
    old = tmp_path / "python3"
    old.write_text(
        f'#!/bin/sh\ncase "$1 $2" in "-c ") ;; --version*) echo "Python {version}" ;; *) exit 1 ;; esac\n',
        encoding="utf-8",
    )
    old.chmod(0o755)
    command = ["make", "demo", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    assert result.returncode != 0
    assert f"careergraph needs Python 3.11 or later; {old} is Python {version}" in result.stderr
    assert not (tmp_path / "venv").exists()


def test_demo_suggests_what_works(tmp_path: Path) -> None:
    """Each command that `make demo` runs or names succeeds."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"^demo_(?:path|next_\d) = (?:\$\(careergraph\) )?(.+)$", makefile, re.MULTILINE)
    assert len(commands) > 1
    script = shutil.which("careergraph", path=Path(sys.executable).parent)
    assert script, "careergraph is not installed beside this Python"
    environment = os.environ | {"CAREERGRAPH_STORE": str(tmp_path / "store")}
    failed = []
    for command in ["build", *commands]:
        line = [script, *shlex.split(command)]
        result = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, check=False, text=True)
        if result.returncode:
            failed.append((command, result.stderr))
    assert failed == []
