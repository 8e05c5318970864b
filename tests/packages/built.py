"""Wheels of compiled packages for an interpreter. tools/wheels builds what is missing, and what is older than the headers: a wheel has
inside of it what they have inline."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NO_SOURCES = 3  # the status of tools/wheels


class CannotBuild(Exception):
    """With what the build has printed."""


class NoSources(CannotBuild):
    pass


class Wheels:
    """The wheels for one interpreter, in build/wheels. `sources`: a folder with the packages' sources; without one, Debian's archives are taken."""

    def __init__(self, interpreter, sources=None, again=False):
        self.interpreter = interpreter
        self.sources = sources
        self.again = again
        abi = subprocess.run([interpreter, "-c", "import sysconfig; print(sysconfig.get_config_var('SOABI'))"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        self.changes_with_headers = "tinypy" in abi
        self.folder = ROOT / "build/wheels" / abi

    def get(self, name):
        """The path of a package's wheel."""
        wheel = self.newest(name)
        if self.again or not wheel or (self.changes_with_headers and is_older_than_headers(wheel)):
            sources = ["--sources", self.sources] if self.sources else []
            made = subprocess.run([ROOT / "tools/wheels", "--interp", self.interpreter, *sources, "--into", self.folder, name], stdout=subprocess.PIPE, text=True)
            if made.returncode:
                raise (NoSources if made.returncode == NO_SOURCES else CannotBuild)(made.stdout)
        return self.newest(name)

    def newest(self, name):
        return max(self.folder.glob(f"{name.replace('-', '_')}-*.whl"), key=os.path.getmtime, default=None)


def is_older_than_headers(wheel):
    return any(header.stat().st_mtime > wheel.stat().st_mtime for header in (ROOT / "interp/capi/include").rglob("*.*"))
