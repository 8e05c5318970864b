#!/usr/bin/env python3
"""Compiles CPython's own C test modules (_testcapi and its relatives) against the headers of interp/capi/include, for CPython's tests of its C API.

    tools/parts/capi_tests.py [--sources DIR] [--interp build/tinypy-t] [--into build/capi_tests]

The sources are those of Debian's source package, of the version of the library that tools/fetch_library has brought; --sources, else
TINYPY_PACKAGE_SOURCES, names a folder that may have them: a folder cpython, or an archive. They are compiled as they are.
tests/cpython/include/ stands in for the internal headers that they need to read their arguments. What needs CPython's internals beyond that is
left out; it says what. The last line is "N passed, N failed", of the sources.
"""

import argparse
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "tests/packages"), str(ROOT / "tests/drivers")]
from fetch import Suite  # noqa: E402
from native import HEADERS, suffix  # noqa: E402

STAND_INS = ROOT / "tests/cpython/include"
PACKAGE = "python3.15"
NEEDED = re.compile(r"[^/]+/Modules/(_test|xxlimited|clinic/_test)")
# What no stand-in can give: counts in a header word, events of sys.monitoring fired from C, atomic operations, watchers.
OF_INTERNALS = {"immortal", "monitoring", "pyatomic", "watchers"}
FLAGS = ["-O1", "-g0", "-fPIC", "-Werror=implicit-function-declaration", "-Werror=int-conversion", "-include", "layout.h"]
INITIALIZER = re.compile(r"^_PyTest\w*_Init_\w+(?=\(PyObject)", re.M)


@dataclass(frozen=True)
class Module:
    name: str
    main: str
    parts: str = ""  # the folder of the files that are linked to it


MODULES = (
    Module("_testcapi", "_testcapimodule.c", "_testcapi"),
    Module("_testlimitedcapi", "_testlimitedcapi.c", "_testlimitedcapi"),
    Module("_testmultiphase", "_testmultiphase.c"),
    Module("_testsinglephase", "_testsinglephase.c"),
    Module("_testimportmultiple", "_testimportmultiple.c"),
    Module("_testbuffer", "_testbuffer.c"),
    Module("xxlimited", "xxlimited.c"),
    Module("xxlimited_3_13", "xxlimited_3_13.c"),
    Module("xxlimited_35", "xxlimited_35.c"),
)


class NoSources(Exception):
    """Says why there are none."""


def unpack(archive, into):
    with tarfile.open(archive) as file:
        wanted = [member for member in file if NEEDED.match(member.name)]
        file.extractall(into, wanted, filter="data")
    return next(into.glob("*/Modules"))


def find_sources(given, place):
    """The folder Modules of CPython."""
    for folder in filter(None, (given, os.environ.get("TINYPY_PACKAGE_SOURCES"))):
        for name in "cpython/Modules", "Modules":
            if (Path(folder) / name / "_testcapimodule.c").is_file():
                return Path(folder) / name
        for archive in sorted(Path(folder).glob(f"{PACKAGE}_*.orig.tar.*")):
            return unpack(archive, place)
    archive = Suite("unstable").archive(PACKAGE, place)
    if not archive:
        raise NoSources(f"Debian has no archive of the sources of {PACKAGE}; --sources DIR names a folder with them")
    return unpack(archive, place)


class Bench:
    def __init__(self, modules, interp, into, place):
        self.modules, self.into, self.place, self.suffix = modules, into, place, suffix(interp)
        self.passed, self.failed = 0, 0

    def compile(self, source):
        """The object file; None: it has been said what is wrong."""
        target = self.place / (str(source.relative_to(self.modules)).replace("/", "-") + ".o")
        made = subprocess.run([os.environ.get("CC", "cc"), *FLAGS, f"-I{STAND_INS}", f"-I{HEADERS}", "-c", source, "-o", target], capture_output=True, text=True)
        if made.returncode == 0:
            self.passed += 1
            return target
        if source.stem in OF_INTERNALS:
            print(f"left out, as it needs CPython's internals: {source.relative_to(self.modules)}")
        else:
            self.failed += 1
            print(f"FAIL {source.relative_to(self.modules)} does not compile\n{made.stderr}")
        return None

    def replace_absent(self, sources):
        """The object file of functions that do nothing in place of those that sources which are left out would have."""
        names = [name for source in sources for name in INITIALIZER.findall(source.read_text())]
        text = "".join(f"int {name}(void* module) {{ return 0; }}\n" for name in names)
        source = self.place / "absent.c"
        source.write_text(text)
        subprocess.run([os.environ.get("CC", "cc"), "-fPIC", "-w", "-c", source, "-o", source.with_suffix(".o")], check=True)
        return source.with_suffix(".o")

    def build(self, module):
        sources = [self.modules / module.main, *sorted((self.modules / module.parts).glob("*.c") if module.parts else ())]
        objects = {source: self.compile(source) for source in sources}
        if not objects[sources[0]]:
            return
        absent = self.replace_absent([source for source, made in objects.items() if not made])
        target = self.into / (module.name + self.suffix)
        made = subprocess.run([os.environ.get("CC", "cc"), "-shared", *filter(None, objects.values()), absent, "-o", target], capture_output=True, text=True)
        if made.returncode:
            self.failed += 1
            print(f"FAIL {module.name} does not link\n{made.stderr}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, metavar="DIR")
    parser.add_argument("--interp", default=str(ROOT / "build/tinypy-t"), help="whose extensions they are (default: build/tinypy-t)")
    parser.add_argument("--into", type=Path, default=ROOT / "build/capi_tests", metavar="FOLDER")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tinypy-capi-tests-") as folder:
        try:
            bench = Bench(find_sources(options.sources, Path(folder)), options.interp, options.into, Path(folder))
        except NoSources as error:
            print(f"{error}\n0 passed, 0 failed")
            return 0
        for module in MODULES:
            if (bench.modules / module.main).is_file():
                bench.build(module)
    print(f"{bench.passed} passed, {bench.failed} failed")
    return bench.failed > 0


if __name__ == "__main__":
    sys.exit(main())
