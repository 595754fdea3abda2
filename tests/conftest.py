"""What holds for every test: nothing is timed, and nothing of the person who runs them is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no fault: `make bench` measures, tests do not.
settings.register_profile("lichun", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lichun")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores, settings and caches of a test never land in the home of the one who runs it."""
    home = tmp_path_factory.getbasetemp() / "home"
    for name, folder in (
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ):
        monkeypatch.setenv(name, str(Path(home) / folder))
    monkeypatch.delenv("LICHUN_STORE", raising=False)
