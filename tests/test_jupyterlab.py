"""The notebooks in JupyterLab, as a reader opens them: Run All in a browser, no error, and a picture of each is kept.

One server on this machine's own address, in a folder of its own that links to the project's data, and one browser.
`make test` opens the notebook that a newcomer opens first; `make lab-test` opens all of them.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.browser import Watched

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "build" / "screens"
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
OPENED = NOTEBOOKS if os.environ.get("FRAMING_LAB") == "all" else NOTEBOOKS[:1]
#: seconds: for the server to answer, and for all cells of a notebook
STARTS, RUNS = 60, 120
#: milliseconds between two questions whether it is done: asked at each frame, the page is drawn without end
ASKED = 200
#: asks no one for news or for newer releases, as `make lab` does
QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
#: what the reader of a first visit is asked is answered: no news
SETTINGS = {"@jupyterlab/apputils-extension/notification": '{"fetchNews": "false", "checkForUpdates": false}'}
#: the tallest picture that is kept, in pixels
TALLEST = 16_000
CELLS = "() => jupyterapp.shell.currentWidget.content.model.toJSON().cells"
READY = """() => window.jupyterapp && jupyterapp.shell.currentWidget?.context?.isReady
    && jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'"""
DONE = """() => { const book = jupyterapp.shell.currentWidget;
    return book.sessionContext.session.kernel.status === 'idle' &&
        book.content.widgets.every(cell => cell.model.type !== 'code' || cell.model.executionState === 'idle'
            || cell.model.executionCount !== null); }"""

#: goes to the first cell and says how high all cells are together
FROM_THE_TOP = """async () => { const book = jupyterapp.shell.currentWidget.content;
    book.activeCellIndex = 0; await book.scrollToItem(0);
    return book.node.querySelector('.jp-WindowedPanel-outer').scrollHeight; }"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Start JupyterLab on a free port, with settings of its own; end it and all its kernels."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "work" / "notebooks")
    for name in ("seeds", "benchmarks", "analysis", "pyproject.toml", "README.md"):
        (folder / "work" / name).symlink_to(ROOT / name)
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "JUPYTERLAB_SETTINGS_DIR")
    places = {name: str(folder / name.lower()) for name in (*places, "JUPYTERLAB_WORKSPACES_DIR")}
    for name, told in SETTINGS.items():
        place = Path(places["JUPYTERLAB_SETTINGS_DIR"], f"{name}.jupyterlab-settings")
        place.parent.mkdir(parents=True)
        place.write_text(told, encoding="utf-8")
    token, log = secrets.token_hex(16), folder / "log.txt"
    options = ["--no-browser", "--expose-app-in-browser", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0"]
    options += [f"--ServerApp.root_dir={folder / 'work'}", f"--IdentityProvider.token={token}", "--allow-root"]
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "JUPYTER_PATH")} | places
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options, *QUIET],
            stdout=said,
            stderr=said,
            env=environment,
            start_new_session=True,
        )
    try:
        for _ in range(STARTS * 5):
            if found := re.search(r"http://127\.0\.0\.1:\d+/", log.read_text(encoding="utf-8")):
                break
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.2)
        else:
            pytest.fail(f"JupyterLab did not answer in {STARTS} s: {log.read_text(encoding='utf-8')}")
        yield found[0], token
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@pytest.mark.parametrize("name", OPENED)
def test_a_notebook_runs_from_the_menu_without_an_error(browser, lab, name):
    address, token = lab
    with Watched(browser, None, viewport={"width": 1280, "height": 800}) as watched:
        page = watched.page
        page.goto(f"{address}lab/tree/notebooks/{name}?token={token}&reset")
        page.wait_for_function(READY, timeout=1000 * STARTS, polling=ASKED)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_function(DONE, timeout=1000 * RUNS, polling=ASKED)
        cells = [cell for cell in page.evaluate(CELLS) if cell["cell_type"] == "code"]
        wrong = [out for cell in cells for out in cell["outputs"] if out["output_type"] == "error"]
        assert not wrong, wrong[0]["traceback"]
        assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
        SCREENS.mkdir(parents=True, exist_ok=True)
        for _ in range(2):  # what comes into sight is laid out, and may be higher
            high = page.evaluate(FROM_THE_TOP)
            page.set_viewport_size({"width": 1280, "height": min(high + 200, TALLEST)})
        page.screenshot(path=SCREENS / f"lab_{name.removesuffix('.ipynb')}.png")
        page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        assert {url.split("/")[2] for url in watched.requests if "://" in url} == {address.split("/")[2]}
