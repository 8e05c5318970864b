#!/usr/bin/env python3
"""What tools/package makes works on a Debian that has nothing of this project: in a new root (debootstrap; as root, with a network).

    package_test.py [--root FOLDER] [--packages FOLDER]    a root, or packages, that are there already

The last line is "N passed, N failed".
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cases import finish
from installed_test import RACE

TOOL = Path(__file__).resolve().parents[2] / "tools/package"
# (what it shows, shell command in the root, exit status, a part of what it prints). {bin}: the folder of the programs.
CASES = [
    ("first script", "{bin}/tinypy-t /race.py && {bin}/tinypy -V", 0, "Python 3.15"),
    ("virtual environment with pip", "{bin}/tinypy-t -m venv --clear /env && /env/bin/pip --version", 0, "pip "),
    ("--refstats", "{bin}/tinypy-t --refstats /race.py", 0, "by the owner, without an atomic instruction"),
    ("--races", "{bin}/tinypy-t --races /race.py", 66, "the global n"),
    ("headers", "test -f $({bin}/tinypy-t -c 'import sysconfig; print(sysconfig.get_path(\"include\"))')/Python.h && echo there", 0, "there"),
]


def inside(root, command):
    mounted = 'mount -t proc proc "$0/proc" && exec chroot "$0" sh -c "$1"'  # gone with the command
    return subprocess.run(["unshare", "--mount", "sh", "-c", mounted, root, command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600,
                          env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/root"})


def check(root, name, folder):
    passed = 0
    for what, command, status, text in CASES:
        done = inside(root, command.format(bin=folder))
        if done.returncode == status and text in done.stdout:
            passed += 1
        else:
            print(f"FAILED {name}: {what}\n{done.returncode}\n{done.stdout}")
    return passed, len(CASES) - passed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path)
    parser.add_argument("--packages", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, packages = options.root, options.packages or Path(folder, "packages")
        if not root:
            root = Path(folder, "root")
            subprocess.run(["debootstrap", "--variant=minbase", "bookworm", root], check=True, stdout=subprocess.DEVNULL)
        if not options.packages:
            subprocess.run([TOOL, packages], check=True, stdout=subprocess.DEVNULL)
        (root / "race.py").write_text(RACE)
        for package in packages.iterdir():
            shutil.copy(package, root)
        # Installing it brings the libraries that it depends on, which the archive needs, too.
        done = inside(root, "apt-get install --yes --quiet /tinypy_*.deb && mkdir -p /elsewhere && tar -xzf /tinypy-*.tar.gz -C /elsewhere --strip-components=1")
        results = [(0, 1)]
        if done.returncode == 0:
            results = [check(root, "package", "/usr/bin"), check(root, "archive", "/elsewhere/bin")]
        else:
            print(done.stdout)
    return finish(results)


if __name__ == "__main__":
    sys.exit(main())
