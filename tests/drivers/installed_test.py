#!/usr/bin/env python3
"""What `meson install` installs is the Python that the build folder gives. It is installed into a temporary folder, and tried there.

    installed_test.py --build BUILD [--only SUBSTR]

The programs of the build are there already, tinypy-t-studio among them, and so is the project's folder `library`. The last line is
"N passed, N failed".
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from cases import case, expect, finish, named_cases, play
from processes import HANG_SECONDS

ROOT = Path(__file__).resolve().parents[2]
RACE = """
import threading
n = 0
def work():
    global n
    n += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
"""


def run(*words, status=0):
    """What the program prints, standard error included."""
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=HANG_SECONDS)
    expect(done.returncode == status, words, done.returncode, done.stdout)
    return done.stdout


class Installation:
    """The programs below a folder: DESTDIR, and in it the prefix that the build was configured with."""

    def __init__(self, build, folder):
        options = json.loads(subprocess.run(["meson", "introspect", "--buildoptions", build], capture_output=True, text=True, check=True).stdout)
        self.configured = {option["name"]: option["value"] for option in options}
        prefix = self.configured["prefix"]
        subprocess.run(["meson", "install", "--quiet", "--no-rebuild", "-C", build, "--destdir", folder], check=True, stdout=sys.stderr)
        self.build, self.prefix = Path(build), Path(f"{folder}{prefix}")
        self.programs = [self.prefix / "bin" / name for name in ("tinypy-t", "tinypy")]
        self.free = self.programs[0]


@case
def a_script_runs_with_the_library_that_was_installed(installed, folder):
    version = (ROOT / "library/version").read_text().split(".")[1]
    (folder / "script.py").write_text("import os, sys; print(sys.version_info.minor, os.__file__)\n")
    for program in installed.programs:
        minor, file = run(program, folder / "script.py").split()
        expect(minor == version and Path(file).is_relative_to(installed.prefix / "lib/tinypy"), minor, file)
        expect(run(program, "-V").startswith(f"Python 3.{version}."), "-V")


@case
def a_virtual_environment_has_pip(installed, folder):
    for program in installed.programs:
        environment = folder / program.name
        run(program, "-m", "venv", environment)
        expect(run(environment / "bin/pip", "--version").startswith("pip "), "pip")
        prefix, base = run(environment / "bin/python", "-c", "import sys; print(sys.prefix, sys.base_prefix)").split()
        expect((Path(prefix), Path(base)) == (environment, installed.prefix / "lib/tinypy/library"), prefix, base)


def make_wheel(folder):
    """A wheel of pure Python with the module `demo`."""
    path = folder / "demo-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("demo.py", "text = 'from the wheel'\n")
        wheel.writestr("demo-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1\n")
        wheel.writestr("demo-1.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("demo-1.dist-info/RECORD", "")
    return path


@case
def pip_is_that_of_the_library_and_leaves_it_alone(installed, folder):
    bundled = next((ROOT / "library/share/python-wheels").glob("pip-*.whl")).name.split("-")[1]
    for program in (*installed.programs, installed.build / "tinypy-t"):
        expect(run(program, "-m", "pip", "--version").startswith(f"pip {bundled} from "), "another pip")
        for words in ((), ("--user",)):
            refusal = run(program, "-m", "pip", "install", *words, "--no-index", make_wheel(folder), status=1)
            expect("error: externally-managed-environment" in refusal and "tinypy-t -m venv DIR" in refusal, refusal)
        run(program, "-m", "pip", "install", "--no-index", "--target", folder / program.name, make_wheel(folder))
        expect(run(program, "-c", f"import sys; sys.path.append({str(folder / program.name)!r}); import demo; print(demo.text)") == "from the wheel\n", "--target")
        shutil.rmtree(folder / program.name)


@case
def the_studio_counts_and_finds_races(installed, folder):
    (folder / "race.py").write_text(RACE)
    expect("by the owner, without an atomic instruction" in run(installed.free, "--refstats", folder / "race.py"), "--refstats")
    expect("the global n" in run(installed.free, "--races", folder / "race.py", status=66), "--races")
    run(installed.free, f"--refstats={folder / 'page.html'}", folder / "race.py")
    expect("<html" in (folder / "page.html").read_text(), "no page")


@case
def without_the_studio_the_advice_is_none_about_a_build(installed, folder):
    (folder / "bin").mkdir()
    shutil.copy(installed.free, folder / "bin")
    said = run(folder / "bin/tinypy-t", "--refstats", "-c", "1", status=2)
    expect("needs tinypy-t-studio beside this program" in said and "ninja" not in said and str(folder / "bin") in said, said)


@case
def headers_are_where_sysconfig_says(installed, folder):
    (folder / "fresh.c").write_text('#include <Python.h>\nstatic struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "fresh", 0, -1, 0};\n'
                                    "PyMODINIT_FUNC PyInit_fresh(void) { return PyModule_Create(&def); }\n")
    for program in installed.programs:
        asked = "import sysconfig as s; print(s.get_path('include'), s.get_config_var('INCLUDEPY'), s.get_config_var('EXT_SUFFIX'))"
        include, also, suffix = run(program, "-c", asked).split()
        expect(Path(include).is_relative_to(installed.prefix) and os.path.samefile(include, also), include, also)
        run("cc", "-shared", "-fPIC", f"-I{include}", folder / "fresh.c", "-o", folder / f"fresh{suffix}")
        expect(run(program, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); import fresh; print(fresh.__name__)") == "fresh\n", "import")


@case
def manual_pages_and_gdb_scripts_are_there(installed, folder):
    for program in ("tinypy", "tinypy-t"):
        expect((installed.prefix / f"share/man/man1/{program}.1").exists(), "manual page of " + program)
    # gdb looks for the whole path of the program below its own folder of scripts.
    for program in ("tinypy", "tinypy-t", "tinypy-t-studio"):
        script = f"share/gdb/auto-load/{installed.configured['prefix'].strip('/')}/{installed.configured['bindir']}/{program}-gdb.py"
        expect((installed.prefix / script).read_bytes() == (ROOT / "tools/gdb/tinypy-gdb.py").read_bytes(), script)


@case
def it_may_be_moved(installed, folder):
    moved = folder / "elsewhere"
    shutil.copytree(installed.prefix, moved, symlinks=True)
    expect(run(moved / "bin/tinypy-t", "-c", "import os; print(os.__file__)").startswith(str(moved)), "library")
    os.symlink(moved / "bin/tinypy-t", folder / "link")
    expect(run(folder / "link", "-c", "import os; print(os.__file__)").startswith(str(moved)), "library by a link")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--only", default="", metavar="SUBSTR")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as destination:
        return finish([play(named_cases(), Installation(os.path.abspath(options.build), destination), only=options.only)])


if __name__ == "__main__":
    sys.exit(main())
