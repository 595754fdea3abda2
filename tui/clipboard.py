"""Putting text on the clipboard: the system's own tool where one is at hand, else the terminal by OSC 52.

In comes text that has been made safe; out goes the name of the way that was taken, so that the person can be told.
Over ssh the tools would fill the clipboard of the wrong machine, so the terminal is asked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping

TOOLS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("pbcopy", (), ""),
    ("wl-copy", (), "WAYLAND_DISPLAY"),
    ("xclip", ("-selection", "clipboard"), "DISPLAY"),
    ("xsel", ("--clipboard", "--input"), "DISPLAY"),
    ("clip.exe", (), ""),
)
"""Program, its arguments, and the variable without which it cannot work."""

OSC52 = "OSC 52"


def copy(text: str, by_terminal: Callable[[str], None], env: Mapping[str, str] = os.environ) -> str:
    """Copy `text`; the name of the tool that took it, or `OSC 52` where only the terminal could be asked."""
    if not env.get("SSH_CONNECTION") and not env.get("SSH_TTY"):
        for name, arguments, needs in TOOLS:
            if needs and not env.get(needs):
                continue
            program = shutil.which(name, path=env.get("PATH"))
            if program is not None and _given(program, arguments, text):
                return name
    by_terminal(text)
    return OSC52


def _given(program: str, arguments: tuple[str, ...], text: str) -> bool:
    encoding = "utf-16-le" if program.endswith("clip.exe") else "utf-8"
    try:
        done = subprocess.run(
            [program, *arguments],
            input=text.encode(encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=2,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
