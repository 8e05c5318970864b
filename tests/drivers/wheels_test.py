#!/usr/bin/env python3
"""Which sources tools/wheels takes, and what it says of those that do not fit the recipe: without Debian, and without a build.

    wheels_test.py

The last line printed is "N passed, N failed".
"""

import contextlib
import io
import re
import sys
import tarfile
from pathlib import Path

from cases import case, expect, finish, named_cases, play

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/parts"))
import wheels  # noqa: E402
from recipes import Change, Part, Recipe  # noqa: E402


class Debian:
    """A suite that has these source packages: {name: a package that is made of it}. The archives of some cannot be fetched."""

    def __init__(self, packages, missing=()):
        self.packages, self.missing = packages, missing

    def __call__(self, suite):
        return self

    def binaries(self, package):
        return ["libx", self.packages[package]] if package in self.packages else []

    def archive(self, package, folder):
        if package in self.missing:
            return None
        path = folder / f"{package}_1.0.orig.tar.gz"
        path.touch()
        return path


def taken(name, debian, folder):
    """(the archive's name, what was said)"""
    wheels.Suite, said = debian, io.StringIO()
    with contextlib.redirect_stdout(said):
        archive = wheels.archive_of_debian(name, folder / "archives")
    return archive.name, said.getvalue()


def refusal(function, *arguments):
    """What a CannotBuild says: one line."""
    try:
        function(*arguments)
    except wheels.CannotBuild as error:
        expect("\n" not in str(error), error)
        return str(error)
    raise AssertionError("is not refused")


CFFI = {"cffi": "cl-cffi", "python-cffi": "python3-cffi", "numpy": "python3-numpy", "lz4": "liblz4-1"}


@case
def the_package_of_python_comes_first(folder):
    expect(taken("cffi", Debian(CFFI), folder) == (
        "python-cffi_1.0.orig.tar.gz", "cffi: python-cffi_1.0.orig.tar.gz, of Debian's source package python-cffi\n"), "the wrong package")


@case
def another_name_is_taken_where_debian_has_no_such(folder):
    archive, said = taken("numpy", Debian(CFFI), folder)
    expect(archive == "numpy_1.0.orig.tar.gz" and said.endswith("of Debian's source package numpy\n"), archive, said)


@case
def sources_that_debian_has_not_are_told(folder):
    wheels.Suite = Debian(CFFI, missing=["python-cffi"])
    for name, told in (("nothing", "Debian has no package of Python"), ("lz4", "Debian has no package of Python"), ("cffi", "of Debian's package python-cffi cannot be fetched")):
        expect(told in refusal(wheels.archive_of_debian, name, folder / name), name)


@case
def a_file_of_the_recipe_that_is_not_there_is_told(folder):
    (folder / "there.h").write_text("old")
    for change in (Change("src/c/minibuffer.h", "old", "new"), Change("there.h/below", "old", "new")):
        said = refusal(wheels.apply, change, folder)
        expect(re.match(rf"{change.file}: the recipe names this file, and the sources of \S+ do not have it$", said), said)
    expect("what the recipe changes is not there" in refusal(wheels.apply, Change("there.h", "other", "new"), folder), "not told")
    expect("pyproject.toml" in refusal(wheels.lay, Part("sub", "module", without="-Dx=1"), folder, None), "not told")


@case
def each_recipe_of_a_file_that_is_missing_is_told(folder):
    (folder / "sources/package").mkdir(parents=True)
    bench = wheels.Bench.__new__(wheels.Bench)
    bench.folder, bench.interpreter, bench.settings = folder, sys.executable, {}
    for recipe in (Recipe(changes=(Change("a.h", "x", "y"),)), Recipe(cython=("a.pyx",)), Recipe(parts=(Part("sub", "module", without="-Dx=1"),))):
        wheels.RECIPES = {"package": recipe}
        refusal(bench.tree, "package", folder / "sources")
        for path in sorted((folder / "package").rglob("*"), reverse=True):
            path.unlink()
        (folder / "package").rmdir()


@case
def archives_of_another_form_are_told(folder):
    (folder / "broken.tar.gz").write_text("no archive")
    expect("cannot be unpacked" in refusal(wheels.unpack, folder / "broken.tar.gz", folder / "tree"), "not told")
    for name in ("a", "b"):
        (folder / name).mkdir()
    with tarfile.open(folder / "two.tar.gz", "w:gz") as file:
        file.add(folder / "a", "a")
        file.add(folder / "b", "b")
    expect("has one folder, this one has 2" in refusal(wheels.unpack, folder / "two.tar.gz", folder / "tree"), "not told")


def main():
    return finish([play(named_cases())])


if __name__ == "__main__":
    sys.exit(main())
