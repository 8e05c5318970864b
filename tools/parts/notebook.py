"""What tools/notebook does: starts Jupyter's classic notebook server on tinypy-t.

    tools/notebook [--sources DIR] [--with NAME]... [-- ARGUMENTS OF THE SERVER]

Kernels and the server run in the virtual environment build/notebook. It has the wheels of compiled packages, which tools/wheels builds
where they are missing, and behind them Debian's pure packages, unpacked below tests/packages/fetched: those of the job with_notebook.py.
It is made anew when a wheel or these packages have changed, and when it lacks something that is asked for.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "tests/packages"
sys.path.insert(0, str(PACKAGES))

from built import CannotBuild, NoSources, Wheels
from job import fetch, is_installed, read

PROGRAM = ROOT / "build/tinypy-t"
ENVIRONMENT = ROOT / "build/notebook"
NOTE = ENVIRONMENT / "contents"  # what the environment was made of, one a line
SUITE = "unstable"
INSTALLED = ("cmake", "libzmq3-dev")  # what pyzmq takes
# What a package needs: others that are compiled, and Debian's pure ones.
NEEDS = {
    "contourpy": ("numpy",),
    "matplotlib": ("contourpy", "kiwisolver", "numpy", "pillow", "python3-cycler", "python3-dateutil", "python3-fonttools", "python3-packaging", "python3-pyparsing"),
    "pandas": ("numpy", "python3-dateutil", "python3-tz"),
    "scikit-learn": ("numpy", "scipy", "python3-joblib", "python3-threadpoolctl"),
    "scipy": ("numpy",),
}


def with_needed(names):
    """The names and all that they need, which comes first."""
    found = {}
    for name in names:
        found |= dict.fromkeys([*with_needed(NEEDS.get(name, ())), name])
    return list(found)


def make(contents, wheels, job):
    """The environment. Its note is written last: without one it is made again."""
    fetch([job])
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    subprocess.run([PROGRAM, "-m", "venv", ENVIRONMENT], check=True)
    python = ENVIRONMENT / "bin/python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", *wheels], check=True)
    place = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    Path(place, "debian.pth").write_text("".join(f"{folder}\n" for folder in job.modules()))
    NOTE.write_text("".join(f"{line}\n" for line in contents))


def prepare(sources, names):
    missing = [name for name in INSTALLED if not is_installed(name)]
    if missing:
        sys.exit(f"tools/notebook: pyzmq needs packages of the machine that are not installed: apt install {' '.join(missing)}")
    job = read(PACKAGES / "jobs/with_notebook.py", SUITE)
    needed = with_needed([*job.wheels, *names])
    job.needs += [f"{name}/{SUITE}" for name in needed if name.startswith("python3-")]
    built = Wheels(PROGRAM, sources)
    wheels = []
    for name in needed:
        if not name.startswith("python3-"):
            if not built.newest(name):
                print(f"tools/notebook: building {name}", flush=True)
            wheels.append(built.get(name))
    contents = [*job.needs, *(f"{wheel.name} {wheel.stat().st_mtime_ns}" for wheel in wheels)]
    if not NOTE.exists() or not set(contents) <= set(NOTE.read_text().splitlines()):
        make(contents, wheels, job)


def main():
    parser = argparse.ArgumentParser(prog="tools/notebook", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=os.environ.get("TINYPY_PACKAGE_SOURCES"), metavar="DIR", help="of compiled packages (default: $TINYPY_PACKAGE_SOURCES)")
    parser.add_argument("--with", action="append", default=[], dest="names", metavar="NAME", help="a compiled package that cells can import; repeatable")
    parser.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="of the server, after --")
    options = parser.parse_args()
    try:
        prepare(options.sources, options.names)
    except NoSources as error:
        sys.exit(f"tools/notebook: {error}")
    except CannotBuild as error:
        sys.exit(f"tools/notebook: a package cannot be built\n{error}")
    starter = PACKAGES / "jobs/_notebook_server.py"
    python = ENVIRONMENT / "bin/python"
    os.execv(python, [python, starter, "-y", *options.arguments])  # -y: Ctrl+C ends it without a question


if __name__ == "__main__":
    main()
