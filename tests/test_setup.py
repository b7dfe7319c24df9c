"""What gets installed: pyproject.toml, requirements.lock and environment.yml say the same."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import Channel, MatchSpec, Version, VersionSpec

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
INGEST = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["ingest"]]
DEVELOPMENT = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))

#: conda-forge's names, where they are not the names pip uses
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
PYTHONS = ("3.11", "3.12", "3.13")


def locked() -> list[tuple[Requirement, list[str]]]:
    """Give each entry of the lock with its hashes."""
    entries = re.split(r"\n(?=\w)", "\n" + re.sub(r"^\s*#.*\n", "", LOCK, flags=re.MULTILINE))
    parts = [re.split(r"\s*\\?\s*--hash=", entry.strip()) for entry in entries if entry.strip()]
    return [(Requirement(part[0].strip(" \\")), part[1:]) for part in parts]


def conda_and_pip() -> tuple[dict[str, MatchSpec], list[Requirement]]:
    """Give environment.yml's requirements: conda's by name, as conda reads them, and those left to pip."""
    lines = ENVIRONMENT["dependencies"]
    conda = [MatchSpec(line) for line in lines if isinstance(line, str)]
    (pip,) = [line["pip"] for line in lines if isinstance(line, dict)]
    return {spec.name.normalized: spec for spec in conda}, [Requirement(line) for line in pip if line[0] != "-"]


def bounds(text: object) -> set[str]:
    return {part.strip() for part in str(text).split(",")}


def test_the_lock_pins_every_entry_to_one_version_with_hashes():
    entries = locked()
    assert len(entries) > 100
    for requirement, hashes in entries:
        assert [s.operator for s in requirement.specifier] == ["=="], requirement
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), requirement


def test_the_lock_names_no_place():
    assert not re.search(r"://|^--(index|extra|find|trusted)|\bfile:|@ ", LOCK, re.MULTILINE)
    assert not re.search(r"\b[\w-]+\.(org|com|net|io)\b", LOCK)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", [("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows")])
def test_the_lock_holds_what_the_project_asks_for(python, system):
    here = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system[0],
        "platform_system": system[1],
        "os_name": "nt" if system[0] == "win32" else "posix",
    }
    versions = {}
    for requirement, _ in locked():
        if requirement.marker is None or requirement.marker.evaluate(here):
            name = canonicalize_name(requirement.name)
            assert name not in versions, f"two versions of {name}"
            versions[name] = next(iter(requirement.specifier)).version
    for asked in RUNTIME + INGEST + DEVELOPMENT:
        assert asked.specifier.contains(versions[canonicalize_name(asked.name)]), asked
    for asked in map(Requirement, PROJECT["build-system"]["requires"]):
        assert asked.specifier.contains(versions[asked.name]), "to install the project, it would have to be fetched"


def test_supported_pythons():
    asked = SpecifierSet(PROJECT["project"]["requires-python"])
    assert all(python in asked for python in PYTHONS)
    assert "3.10" not in asked


def test_every_requirement_has_bounds_and_a_pin_where_it_is_the_definition():
    for requirement in RUNTIME + INGEST + DEVELOPMENT:
        operators = {s.operator for s in requirement.specifier}
        assert operators in ({">=", "<"}, {"=="}), requirement
    pinned = {r.name for r in RUNTIME if {s.operator for s in r.specifier} == {"=="}}
    assert pinned == {"textstat", "vaderSentiment"}


def test_environment_names_the_same_packages_with_the_same_bounds():
    conda, pip = conda_and_pip()
    pip_bounds = {canonicalize_name(r.name): bounds(r.specifier) for r in pip}
    seen = {"python", "pip", "make"}
    for requirement in [r for r in RUNTIME + INGEST + DEVELOPMENT if r.name != "uv"]:
        name = canonicalize_name(requirement.name)
        conda_name = CONDA_NAMES.get(name, name)
        has = pip_bounds[name] if name in pip_bounds else bounds(conda[conda_name].version)
        assert has == bounds(requirement.specifier), requirement
        seen.add(conda_name)
    assert set(conda) | set(pip_bounds) == seen
    assert not set(conda) & set(pip_bounds), "asked for twice"
    assert bounds(conda["python"].version) == bounds(PROJECT["project"]["requires-python"])


def test_conda_would_take_the_locked_versions():
    conda, _ = conda_and_pip()
    names = {canonicalize_name(r.name): r for r, _ in locked() if r.marker is None or r.marker.evaluate()}
    checked = 0
    for name, requirement in names.items():
        spec = conda.get(CONDA_NAMES.get(name, name))
        if spec is not None:
            version = next(iter(requirement.specifier)).version
            assert VersionSpec(str(spec.version)).matches(Version(version)), (name, version)
            checked += 1
    assert checked > 15


def test_environment_takes_one_channel_and_the_project_itself():
    assert [Channel(name).name for name in ENVIRONMENT["channels"] if name != "nodefaults"] == ["conda-forge"]
    assert "nodefaults" in ENVIRONMENT["channels"]
    (pip,) = [part["pip"] for part in ENVIRONMENT["dependencies"] if isinstance(part, dict)]
    assert "-e ." in pip


def test_make_help_lists_every_command():
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not here")
    said = subprocess.run([make, "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"report", "test", "lab", "help", "clean"} <= set(targets)
    assert all(f"make {target} " in said.stdout for target in targets)


def test_an_old_python_gets_one_line(tmp_path):
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not here")
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    old = tmp_path / "old python"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    said = subprocess.run(
        [make, "--no-print-directory", "PYTHON='./old python'", "test"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("MAKE")},
    )
    assert said.returncode == 2
    assert "is not Python 3.11 or newer" in said.stderr.splitlines()[0]
    assert not (tmp_path / ".venv").exists()


def test_the_ci_script_is_sound():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)]).returncode == 0
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")


def test_markers_in_the_lock_are_readable():
    assert all(Marker(str(r.marker)) for r, _ in locked() if r.marker)


def test_a_wheel_holds_every_room_and_file_and_does_the_main_job(tmp_path):
    source, wheels, installed = (tmp_path / name for name in ("source", "wheels", "installed"))
    left_out = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "analysis", source / "analysis", ignore=left_out)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    quiet = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", *quiet, "--no-build-isolation", "--wheel-dir", wheels, source], check=True)
    (wheel,) = wheels.glob("*.whl")
    subprocess.run([*pip, "install", *quiet, "--target", installed, wheel], check=True)
    held = {path.relative_to(source / "analysis") for path in (source / "analysis").rglob("*") if path.is_file()}
    there = {path.relative_to(installed / "analysis") for path in (installed / "analysis").rglob("*")}
    assert held <= there, sorted(map(str, held - there))
    page = tmp_path / "page.html"
    seeds = [ROOT / "seeds" / name for name in ("aggregator.txt", "wire.txt")]
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "analysis.cli", "report", *seeds, "-o", page],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "pandas" in done.stderr and not re.search(r"matplotlib|scipy\.stats", done.stderr), (
        "a page waits for neither"
    )
    assert "spread like a cancer" in page.read_text(encoding="utf-8")
    where = [sys.executable, "-c", "import analysis; print(analysis.__file__)"]
    told = subprocess.run(where, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(installed)}, capture_output=True)
    assert told.stdout.decode().strip().startswith(str(installed))


def test_where_notebooks_run_elsewhere_they_get_the_lock_and_a_python_that_is_supported():
    binder, container = ROOT / ".binder", ROOT / ".devcontainer"
    assert (binder / "requirements.txt").read_text(encoding="utf-8").split() == ["-r", "../requirements.lock"]
    version = (binder / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    image = re.search(r"^FROM python:([\d.]+)-", (container / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {version, image[1]} <= set(PYTHONS)
    assert os.access(binder / "postBuild", os.X_OK)
    assert subprocess.run(["bash", "-n", str(binder / "postBuild")]).returncode == 0
    settings = json.loads((container / "devcontainer.json").read_text(encoding="utf-8"))
    target = settings["postCreateCommand"].removeprefix("make ")
    assert re.search(rf"^{re.escape(target)}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert (container / settings["build"]["dockerfile"]).is_file()


def test_the_citation_has_the_projects_version_and_licences():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert str(cited["version"]) == PROJECT["project"]["version"]
    assert " AND ".join(cited["license"]) == PROJECT["project"]["license"]
