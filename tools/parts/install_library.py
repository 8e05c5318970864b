#!/usr/bin/env python3
"""Copies the library of Python to where `meson install` puts the programs, which find it there (interp/library/import/program_place.h).

meson calls this, with the folder of the sources and that of the installation in the environment.
"""

import os
import shutil
import sys
from pathlib import Path

# Of CPython's tests, which tools/fetch_library --tests has added, these belong to the library.
OF_LIBRARY = {"__init__.py", "__main__.py", "libregrtest", "regrtest.py", "support"}


def left_out(folder, names):
    """What copytree() shall not copy."""
    if Path(folder).name == "test" and Path(folder).parent.name.startswith("python3."):
        return set(names) - OF_LIBRARY
    return {"__pycache__"}.intersection(names)


def main():
    source = Path(os.environ["MESON_SOURCE_ROOT"], "library")
    target = Path(os.environ["MESON_INSTALL_DESTDIR_PREFIX"], "lib", "tinypy", "library")
    shutil.rmtree(target, ignore_errors=True)  # an older one
    if not (source / "version").exists():
        print(f"{source} has no library: what is installed will use that of an installed CPython. tools/fetch_library fetches one", file=sys.stderr)
        return
    print(f"Installing {source} to {target}")
    for folder in source.iterdir():
        if folder.is_dir():
            shutil.copytree(folder, target / folder.name, symlinks=True, ignore=left_out)
    shutil.copy(source / "version", target)


main()
