"""How long until the first frame: the browser over a filled store against a bare Textual app of its kind.

Both start as processes of their own in a pseudo-terminal of 120 × 40; the clock runs from exec to the first refresh
after mounting. The bare app holds an Input, a DataTable and a Footer. Alternating, least of n, so that the ratio is
of one machine in one state. `LICHUN_BENCH_STORE` names a large store, which is then opened in turn with the small one.
"""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import suppress
from pathlib import Path
from statistics import median

from tests.benchmarks import must

ROUNDS = {False: 5, True: 15}

BARE = """
from textual.app import App
from textual.widgets import Input, DataTable, Footer
class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Input()
        yield DataTable()
        yield Footer()
    def on_mount(self):
        self.call_after_refresh(self.done)
    def done(self):
        import os
        os.write(int(os.environ["STAMP"]), b"x")
        self.exit()
Bare().run()
"""

OURS = """
import gc, os
gc.disable()  # as `browse` does before it loads the screen
from tui.screens.room import Room
shown = Room.on_mount
def on_mount(self):
    shown(self)
    self.call_after_refresh(done, self)
def done(self):
    os.write(int(os.environ["STAMP"]), b"x")
    self.app.exit(0)
Room.on_mount = on_mount
from tui.app import run
run(os.environ["LICHUN_STORE"])
"""


def first_frame(script: str, env: dict[str, str]) -> tuple[float, float, float]:
    """Seconds from exec to the first frame, CPU seconds of the whole process, and the most memory it had, in MB."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    told, stamp = os.pipe()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        pass_fds=(stamp,),
        env={**os.environ, **env, "STAMP": str(stamp), "TERM": "xterm-256color", "COLORTERM": "truecolor"},
    )
    os.close(slave)
    os.close(stamp)
    taken, ended, usage = 0.0, 0, None
    while not ended:
        ready, _, _ = select.select([master, told], [], [], 0.02)
        if told in ready and not taken:
            taken = time.perf_counter() - begun
            os.read(told, 1)
        if master in ready:
            with suppress(OSError):
                os.read(master, 65536)
        ended, _, usage = os.wait4(process.pid, os.WNOHANG)
    process.returncode = 0
    os.close(master)
    os.close(told)
    return taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(full: bool = False) -> None:
    from tests.tui.made import fill

    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        fill(store)
        env = {"LICHUN_STORE": str(store), "LICHUN_STATE": f"{folder}/view.json", "PYTHONDONTWRITEBYTECODE": ""}
        stores = {"small": env}
        if large := os.environ.get("LICHUN_BENCH_STORE"):
            stores["large"] = {**env, "LICHUN_STORE": large, "LICHUN_STATE": f"{folder}/large.json"}
        runs: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ("bare", *stores)}
        for _ in range(ROUNDS[full] + 1):  # the first writes the bytecode
            runs["bare"].append(first_frame(BARE, env))
            for name, own in stores.items():
                runs[name].append(first_frame(OURS, own))
    print(f"first frame, {ROUNDS[full]} rounds (at most 1.35 ×)  bare    " + "   ".join(f"{n}  ratio" for n in stores))
    for name, at, pick in (("least wall", 0, min), ("median wall", 0, median), ("least CPU", 1, min)):
        bare, *ours = (1000 * pick([run[at] for run in found[1:]]) for found in runs.values())
        print(f"  {name:<30} {bare:6.0f}" + "".join(f"   {own:6.0f}   {own / bare:4.2f}" for own in ours))
    for name in stores:
        wall = min(run[0] for run in runs[name][1:]) / min(run[0] for run in runs["bare"][1:])
        must.at_most(1.35, f"first paint against a bare application, {name} store", wall, " ×")
        most = median([run[2] for run in runs[name]])
        if most > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:  # else it is what a fork of us began with
            must.at_most(150, f"memory of the browser, {name} store", most, " MB")
    held = (f"{name} {median([run[2] for run in found]):.0f} MB" for name, found in runs.items())
    print("  memory at the most: " + ", ".join(held))


if __name__ == "__main__":
    main("--full" in sys.argv)
