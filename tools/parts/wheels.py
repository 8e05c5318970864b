"""What tools/wheels does: builds wheels of compiled packages from their sources. One wheel serves both programs.

    tools/wheels --sources DIR NAME...    of the folder DIR/NAME, or of the archive DIR/NAME-*.tar.gz (pip download makes such)
    tools/wheels NAME...                  of the archive of sources that Debian has

The program itself runs the build systems: pip, setuptools, meson and Cython as Debian's suite `unstable` has them, unpacked below
tests/packages/fetched. `pip install` takes the wheels into a virtual environment:

    build/tinypy-t -m venv environment
    environment/bin/pip install --no-index --find-links build/wheels NAME

Exit status: 0: all were built; 1: some could not be; 3: only those could not be of which there are no sources.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/packages"))

from fetch import Suite
from recipes import RECIPES, Recipe

TOOLS = ("cython3", "meson", "python3-build", "python3-cppy", "python3-expandvars", "python3-mesonpy", "python3-pip", "python3-pkgconfig",
         "python3-pybind11", "python3-pycparser", "python3-scikit-build-core", "python3-setuptools", "python3-setuptools-scm", "python3-versioneer",
         "python3-wheel")
# Called by name in builds: program, module.
PROGRAMS = {"cython": "cython", "f2py": "numpy.f2py", "meson": "mesonbuild.mesonmain", "numpy-config": "numpy._configtool", "pybind11-config": "pybind11"}
MESON = "vendored-meson/meson"
UNKNOWN_VERSION = "999.0.0"  # packages ask for a least version of others


class CannotBuild(Exception):
    status = 1


class NoSources(CannotBuild):
    status = 3


class Bench:
    """A folder in which packages are built by an interpreter, with the tools that builds call."""

    def __init__(self, interpreter, folder, options):
        self.interpreter = interpreter
        self.folder = folder
        self.options = options
        suite = Suite("unstable")
        try:
            suite.fetch(list(TOOLS))
        except subprocess.CalledProcessError as error:
            raise CannotBuild(f"pip, setuptools and other tools of builds cannot be fetched from Debian: {command_of(error)}") from None
        self.modules = suite.modules
        bin = folder / "bin"
        bin.mkdir()
        for program, module in PROGRAMS.items():
            (bin / program).write_text(f'#!/bin/sh\nexec "{interpreter}" -P -m {module} "$@"\n')
            (bin / program).chmod(0o755)
        self.settings = os.environ | {"PYTHONPATH": str(self.modules), "PATH": f"{bin}:{os.environ['PATH']}", "CMAKE_GENERATOR": "Ninja"}

    def tree(self, name, sources):
        """A copy of the sources with the parts and changes of their recipe, and the options with which it is built."""
        recipe = RECIPES.get(name, Recipe())
        tree = self.folder / name
        top, _, inside = (recipe.folder or name).partition("/")
        if not sources:
            unpack(archive_of_debian(name, self.folder / f"{name}.archive"), tree)
        elif (sources / top).is_dir():
            shutil.copytree(sources / top, tree, symlinks=True, ignore=shutil.ignore_patterns(".git"))
        else:
            unpack(archive_of(name, sources), tree)
        tree /= inside
        if (tree / MESON).is_dir() and not (tree / MESON / "meson.py").exists():
            self.lay_meson(tree / MESON)
        options = [*recipe.options, *(option for part in recipe.parts for option in lay(part, tree, sources))]
        for change in recipe.changes:
            apply(change, tree)
        for source in recipe.cython:
            if not (tree / source).with_suffix(".c").exists():
                made = subprocess.run([self.interpreter, "-m", "cython", of_recipe(tree, source)], env=self.settings, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True)
                if made.returncode:
                    raise CannotBuild(f"{name}: Cython fails for {source}\n{last_lines(made.stdout)}")
        return tree, options

    def lay_meson(self, place):
        """Debian's meson where a package has its own as a submodule."""
        shutil.copytree(self.modules / "mesonbuild", place / "mesonbuild", dirs_exist_ok=True)
        (place / "meson.py").write_text("import sys\nfrom mesonbuild.mesonmain import main\nsys.exit(main())\n")

    def lay_needed(self, name, sources, into):
        """Unpacks the wheel of a package where builds find it. Without one it is built first."""
        place = self.folder / "needed"
        if not any(into.glob(f"{name}-*.whl")):
            self.build(name, sources, into)
        wheel = max(into.glob(f"{name}-*.whl"), key=os.path.getmtime)
        with zipfile.ZipFile(wheel) as file:
            file.extractall(place)
        self.settings |= {"PYTHONPATH": f"{place}:{self.modules}", "CMAKE_PREFIX_PATH": str(place)}

    def build(self, name, sources, into):
        for needed in RECIPES.get(name, Recipe()).needs:
            self.lay_needed(needed, sources, into)
        tree, options = self.tree(name, sources)
        command = [self.interpreter, "-m", "pip", "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check",
                   "--wheel-dir", into, *[f"-C{option}" for option in (*options, *self.options)], tree]
        settings = self.settings
        if not (tree / "PKG-INFO").exists():  # no archive: setuptools-scm would ask the repository, of which this is a copy without history
            settings = settings | {"SETUPTOOLS_SCM_PRETEND_VERSION": UNKNOWN_VERSION}
        made = subprocess.run(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if made.returncode:
            raise CannotBuild(f"{name}: the build failed\n{last_lines(made.stdout)}")


def last_lines(output):
    return "\n".join(output.splitlines()[-40:])


def command_of(error):
    return f"{' '.join(word for word in error.cmd if not word.startswith('-') and '::' not in word)} ends with status {error.returncode}"


def of_recipe(tree, name):
    """A file that the recipe names. Other sources than those it was written for may lack it."""
    path = tree / name
    if not path.is_file():
        raise CannotBuild(f"{name}: the recipe names this file, and the sources of {tree.name} do not have it")
    return path


def lay(part, tree, sources):
    """Fills the folder of a part, if it is empty. Returns the options of a build that does without."""
    if any((tree / part.path).glob("*")):
        return []
    if sources and (sources / part.source).is_dir():
        shutil.copytree(sources / part.source, tree / part.path, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git"))
        return []
    if not part.without:
        raise CannotBuild(f"{part.path}: this part is empty, and --sources names no folder with {part.source}")
    forget_licence(of_recipe(tree, "pyproject.toml"), part.path)
    return [part.without]


def forget_licence(project, path):
    """meson-python wants to pack the licences of all parts."""
    lines = project.read_text().splitlines(keepends=True)
    project.write_text("".join(line for line in lines if not line.strip().startswith(f"'{path}/")))


def apply(change, tree):
    path = of_recipe(tree, change.file)
    text = path.read_text()
    if change.old not in text:
        raise CannotBuild(f"{change.file}: what the recipe changes is not there: {change.old}")
    path.write_text(text.replace(change.old, change.new))


def archive_of(name, sources):
    found = sorted(sources.glob(f"{name}-*.tar.gz"))
    if not found:
        raise NoSources(f"{name}: neither a folder nor an archive of this name is in {sources}")
    return found[-1]


def archive_of_debian(name, folder):
    """Debian gives a plain name to whatever came first: its `cffi` is of Common Lisp, and its `lz4` the library in C."""
    folder.mkdir()
    suite, remedy = Suite("unstable"), "--sources DIR names a folder with them"
    for package in f"python-{name}", name:
        if not any(binary.startswith("python3-") for binary in suite.binaries(package)):
            continue
        archive = suite.archive(package, folder)
        if not archive:
            raise NoSources(f"{name}: the sources of Debian's package {package} cannot be fetched; {remedy}")
        print(f"{name}: {archive.name}, of Debian's source package {package}", flush=True)
        return archive
    raise NoSources(f"{name}: Debian has no package of Python with these sources; {remedy}")


def unpack(archive, tree):
    """An archive has one folder, named after package and version."""
    with tempfile.TemporaryDirectory(dir=tree.parent) as place:
        try:
            with tarfile.open(archive) as file:
                file.extractall(place, filter="data")
        except (OSError, tarfile.TarError) as error:
            raise CannotBuild(f"{archive.name}: cannot be unpacked: {str(error).splitlines()[0]}") from None
        folders = list(Path(place).iterdir())
        if len(folders) != 1:
            raise CannotBuild(f"{archive.name}: an archive of sources has one folder, this one has {len(folders)}")
        folders[0].rename(tree)


def main():
    parser = argparse.ArgumentParser(prog="tools/wheels", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+", metavar="NAME")
    parser.add_argument("--interp", default=str(ROOT / "build/tinypy-t"), help="the program that builds (default: build/tinypy-t)")
    parser.add_argument("--sources", type=Path, metavar="DIR", help="folders and archives of sources")
    parser.add_argument("--option", action="append", default=[], metavar="KEY=VALUE", help="for the build system, as pip's -C; repeatable")
    parser.add_argument("--into", type=Path, default=ROOT / "build/wheels", metavar="FOLDER", help="where wheels go (default: build/wheels)")
    options = parser.parse_args()
    failures = []
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tinypy-wheels-") as folder:
        try:
            bench = Bench(str(Path(shutil.which(options.interp) or options.interp).resolve()), Path(folder), options.option)
        except CannotBuild as error:
            sys.exit(f"tools/wheels: {error}")
        for name in options.names:
            try:
                bench.build(name, options.sources, options.into)
                print(f"{name}: built")
            except CannotBuild as error:
                failures.append(error)
                print(error)
    print(f"{len(options.names) - len(failures)} passed, {len(failures)} failed")
    return min((error.status for error in failures), default=0)


if __name__ == "__main__":
    sys.exit(main())
