"""Ask OSV's list of known faults about every package of requirements.lock: ``make audit``.

uv does the asking, and audits projects only: so the lock is written as one beside it. Where the list cannot be reached
nothing has been audited, and the exit status says so: 0 no known fault, 1 faults, 2 nothing was audited.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def pins() -> list[str]:
    """List the pinned packages of the lock, with their markers and without hashes."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return [line.rstrip("\\ ") for line in lines if re.match(r"[A-Za-z0-9]", line)]


def main() -> int:
    """Audit the lock; print what uv says, and what that means."""
    listed = pins()
    with tempfile.TemporaryDirectory() as folder:
        project = '[project]\nname = "audited"\nversion = "0"\nrequires-python = ">=3.11"\n'
        project += f"dependencies = {json.dumps(listed)}\n"
        Path(folder, "pyproject.toml").write_text(project, encoding="utf-8")
        command = [ROOT / ".venv" / "bin" / "uv", "audit", "--preview-features", "audit-command", "--directory", folder]
        said = subprocess.run(command, capture_output=True, text=True)
    told = said.stdout + said.stderr
    print(told.strip())
    if re.search(r"(?m)^error:", told):
        print(f"NOT AUDITED: nothing is known of the {len(listed)} packages. Try again where the network is open.")
        return 2
    print(f"{len(listed)} packages of requirements.lock audited.")
    return 1 if said.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
