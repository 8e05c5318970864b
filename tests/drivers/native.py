"""Extensions in C for tests: what compiles them, against which headers, and how their files are named."""

import os
import shutil
import subprocess
from pathlib import Path

import clean_environment  # noqa: F401

HEADERS = Path(__file__).resolve().parents[2] / "interp/capi/include"


def answer(python, expression):
    question = f"import sysconfig, _imp; print({expression})"
    return subprocess.run([python, "-c", question], capture_output=True, text=True, check=True).stdout.strip()


def suffix(python):
    """Of the files of extensions."""
    return answer(python, "_imp.extension_suffixes()[0]")


def compiler():
    return os.environ.get("CC") or shutil.which("clang-19") or "cc"


def compile_extension(source, headers, target, flags):
    folders = [f"-I{folder}" for folder in headers]
    command = [compiler(), "-O1", "-g0", "-shared", "-fPIC", *flags, *folders, str(source), *(["-lstdc++"] if source.suffix == ".cpp" else []), "-o", str(target)]
    return subprocess.run(command, capture_output=True, text=True)
