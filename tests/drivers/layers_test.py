#!/usr/bin/env python3
"""tools/check_layers.py finds a symbol that a folder has from a higher one: each case compiles a few sources and says what is wrong with them.

    layers_test.py

The last line printed is "N passed, N failed".
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import scripts

CHECK = scripts.ROOT.parent / "tools/check_layers.py"
COMPILER = shutil.which("clang++-19") or shutil.which("c++")
HIGH = "int high() { return 1; }"
CALLS_HIGH = "int high(); int low() { return high(); }"

# Name, {source: text}, what must be found.
CASES = [
    ("a call upwards by a declaration of the caller's own", {"gc/threads/a.cpp": CALLS_HIGH, "gc/refcount/b.cpp": HIGH},
     "high(): gc/threads must not have it from gc/refcount: upwards"),
    ("a call from one layer to another", {"runtime/os/a.cpp": CALLS_HIGH, "interp/vm/b.cpp": HIGH},
     "high(): runtime/os must not have it from interp/vm: upwards"),
    ("a variable of a higher folder", {"gc/base/a.cpp": "extern int mine; int low() { return mine; }", "gc/sync/b.cpp": "int mine = 1;"},
     "mine: gc/base must not have it from gc/sync: upwards"),
    ("a variable of each thread", {"gc/sync/a.cpp": "extern thread_local int t [[gnu::tls_model(\"initial-exec\")]]; int low() { return t; }",
                                   "gc/threads/b.cpp": "extern thread_local int t [[gnu::tls_model(\"initial-exec\")]]; thread_local int t = 1;"},
     "t: gc/sync must not have it from gc/threads: upwards"),
    ("a folder beside this one", {"runtime/library/net/a.cpp": CALLS_HIGH, "runtime/library/pickle/b.cpp": HIGH},
     "high(): runtime/library/net must not have it from runtime/library/pickle"),
    ("a call downwards", {"gc/refcount/a.cpp": CALLS_HIGH, "gc/threads/b.cpp": HIGH}, None),
    ("a call inside of a folder", {"gc/refcount/a.cpp": CALLS_HIGH, "gc/refcount/b.cpp": HIGH}, None),
    ("an inline function that is in both folders", {"gc/threads/a.cpp": "inline int high() { return 1; } int (*low)() = high;",
                                                    "gc/refcount/b.cpp": "inline int high() { return 1; } int (*other)() = high;"}, None),
    ("an object that uses its own type", {"runtime/object/a.cpp": CALLS_HIGH, "runtime/types/text/b.cpp": HIGH}, None),
    ("a function of the C library", {"gc/base/a.cpp": "extern \"C\" int puts(const char*); int low() { return puts(\"\"); }"}, None),
    ("a call through a hook", {"gc/threads/a.cpp": "int (*hook)(); int low() { return hook(); }",
                               "gc/refcount/b.cpp": "extern int (*hook)(); static int high() { return 1; } void install() { hook = high; }"}, None),
]


def compile_unit(folder, source, text):
    """What meson.build makes of sources that it joins: a unit in the build's folder that includes them. The entry of compile_commands.json."""
    path = folder / source
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    unit = source.replace("/", "_")
    (folder / unit).write_text(f'#include "{source}"\n')
    output = f"libcore-t.a.p/{unit}.o"
    subprocess.run([COMPILER, "-c", "-I", folder, "-o", folder / output, folder / unit], check=True)
    return {"directory": str(folder), "file": unit, "output": output}


def complaints(folder, sources):
    (folder / "libcore-t.a.p").mkdir()
    entries = [compile_unit(folder, source, text) for source, text in sources.items()]
    (folder / "compile_commands.json").write_text(json.dumps(entries))
    done = subprocess.run([sys.executable, CHECK, "--build", folder], capture_output=True, text=True)
    return done.returncode, done.stderr.splitlines()


def main():
    passed = 0
    for name, sources, expected in CASES:
        with tempfile.TemporaryDirectory() as folder:
            status, found = complaints(Path(folder), sources)
        ok = (status, found) == ((1, [expected]) if expected else (0, []))
        passed += ok
        if not ok:
            print(f"FAIL {name}: status {status}, {found}")
    print(f"{passed} passed, {len(CASES) - passed} failed")
    return passed != len(CASES)


if __name__ == "__main__":
    sys.exit(main())
