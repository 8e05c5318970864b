"""What tools/dev does: builds what has changed and runs the tests that the change can break. The last line is "N passed, N failed".

    tools/dev [--since REV] [--list] [--gil] [FILE...]
"""

import argparse
import re
import subprocess
import sys
from pathlib import PurePath

import building
from part import ROOT, Part, end_on_signals, run
from test import report

# Which scripts a source can break: (pattern of its path, folders of tests/ or parts of their paths). The first pattern that matches counts. A source
# that matches none has a folder of tests named as it begins (set_table.cpp: tests/types/set), or else all scripts are run.
SCRIPTS = [
    (r"gc/", ["tests/threads", "modules/gc", "modules/weakref", "lang/generators"]),
    (r"interp/syntax/", ["lang/syntax", "lang/literals", "lang/fstrings", "lang/template_strings", "lang/match", "modules/ast", "tests/errors"]),
    (r"interp/compile/", ["tests/lang", "modules/inspect"]),
    (r"interp/report/", ["tests/errors", "lang/traceback", "lang/exceptions"]),
    (r"interp/library/ast/", ["modules/ast", "modules/symtable"]),
    (r"interp/library/sys/", ["modules/sys", "lang/tracing"]),
    (r"interp/library/import/", ["modules/import", "modules/imp/", "modules/marshal", "modules/zipimport", "lang/lazy_import"]),
    (r"interp/library/tools/", ["modules/faulthandler", "modules/cprofile", "modules/tokenize"]),
    (r"interp/library/builtins_exec", ["lang/exec", "modules/builtins"]),
    (r"interp/", ["tests/lang", "tests/threads"]),
    (r"runtime/library/regex/", ["modules/re/"]),
    (r"runtime/library/hash/", ["modules/hashlib", "modules/hmac"]),
    (r"runtime/library/threads/", ["tests/threads", "modules/queue", "modules/signal", "modules/atexit"]),
    (r"runtime/library/io/", ["modules/io", "modules/codecs"]),
    (r"runtime/library/os/posix", ["modules/posix", "modules/os", "modules/subprocess", "modules/multiprocessing"]),
    (r"runtime/library/codecs/", ["modules/codecs", "modules/unicodedata", "modules/string", "template_strings"]),
    (r"runtime/library/core/(types|typing)", ["modules/types", "modules/typing", "lang/annotations", "lang/type_params"]),
    (r"runtime/types/text/", ["types/str", "modules/string", "lang/fstrings"]),
    (r"runtime/types/bytes/", ["types/bytes", "types/bytearray", "types/memoryview", "lang/buffer_protocol"]),
    (r"runtime/types/numbers/", ["types/int", "types/float", "types/complex", "types/range", "types/slice", "lang/numbers", "lang/operators"]),
    (r"runtime/types/exceptions/", ["lang/exception", "lang/except", "lang/traceback", "tests/errors"]),
    (r"runtime/types/codecs/", ["modules/codecs", "types/str", "types/bytes"]),
    (r"runtime/types/classes/", ["lang/classes", "lang/descriptors", "lang/metaclasses", "lang/inheritance", "lang/properties", "lang/slots", "types/type",
                                 "types/object", "types/function"]),
    (r"runtime/types/containers/(dict|set|list|tuple)", ["types/dict", "types/set", "types/frozenset", "types/list", "types/tuple", "modules/collections"]),
]


def git(*command):
    return subprocess.run(["git", *command], cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()


def changed(since):
    return git("diff", "--name-only", "--diff-filter=d", since) + git("ls-files", "--others", "--exclude-standard")


def is_source(path):
    return path.endswith((".cpp", ".h", ".def", ".inc")) and path.split("/")[0] in ("gc", "runtime", "interp")


def scripts_for(source):
    """Parts of the paths of the scripts that a source can break; nothing: all."""
    for pattern, folders in SCRIPTS:
        if re.match(pattern, source):
            return folders
    word = PurePath(source).stem.split("_")[0]
    return [f"tests/{kind}/{word}/" for kind in ("types", "modules") if (ROOT / "tests" / kind / word).is_dir()]


def unit_folders(source):
    folder = "/".join(source.split("/")[:2])
    return [folder] if (ROOT / "tests/unit" / folder).is_dir() else []


def script_part(files, programs):
    sources = [path for path in files if is_source(path)]
    chosen = [path for path in files if re.match(r"tests/(lang|types|modules|threads|errors)/.*\.py$", path)]
    for source in sources:
        folders = scripts_for(source)
        if not folders:
            chosen = [""]
            break
        chosen += folders
    only = " ".join(f"--only {path}" for path in dict.fromkeys(chosen) if path)
    return [Part("scripts", f"tests/drivers/run.py {{programs}} {only}", "dev", programs)] if chosen else []


def unit_parts(files, suffixes):
    folders = dict.fromkeys(folder for source in files if is_source(source) for folder in unit_folders(source))
    folders.update(dict.fromkeys(path.removeprefix("tests/unit/").rpartition("/")[0] for path in files if path.startswith("tests/unit/")))
    if not folders:
        return []
    wanted = ",".join(f"*unit/{folder}/*" for folder in folders)
    return [Part(f"unit{suffix}", f"{{build}}/unit{suffix} --source-file={wanted}", "dev", (f"unit{suffix}",), ends="doctest") for suffix in suffixes]


def plan(files, gil):
    """The parts that a change of these files is tested by, the quick ones first."""
    suffixes = ("-t", "") if gil else ("-t",)
    programs = tuple(f"tinypy{suffix}" for suffix in suffixes)
    code = [path for path in files if path.endswith((".cpp", ".h"))]
    parts = []
    if code:
        parts += [Part("layout", f"tools/format --check {' '.join(code)}", "dev", ends="status"), Part("layers", "tools/check_layers.py --build {build}", "dev", programs, ends="status")]
    if any(path.startswith(("runtime/", "interp/")) for path in code):
        parts += [Part("effects", "tools/lint_effects.py", "dev", ends="status"), Part("names of native functions", "tests/drivers/native_rows_test.py", "dev")]
    parts += unit_parts(files, suffixes) + script_part(files, programs)
    if any(re.match(r"gc/(refcount|sync|threads|heap)/|tests/model/", path) for path in files):
        parts.append(Part("model", "{build}/model", "dev", ("model",)))
    if any(path.startswith("gc/") for path in files):
        parts.append(Part("stress", "tests/stress/run.py {programs} --seconds 0.1 --jobs 2", "dev", programs))
    if any(path.startswith("interp/syntax/") for path in files):
        parts.append(Part("syntax errors", "tests/golden/syntax_errors.py {build}/astdump", "dev", ("astdump",)))
    return parts


def main():
    end_on_signals()
    parser = argparse.ArgumentParser(prog="tools/dev", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE", help="as if these had changed")
    parser.add_argument("--since", default="HEAD", metavar="REV", help="the commit to compare with")
    parser.add_argument("--list", action="store_true", help="say what would be done")
    parser.add_argument("--gil", action="store_true", help="the program with a GIL, too")
    options = parser.parse_args()
    files = options.files or changed(options.since)
    parts = plan(files, options.gil)
    folder = building.folders()["dev"]
    if not parts:
        print("no test looks at what has changed: " + " ".join(files) if files else f"nothing has changed since {options.since}")
    if options.list:
        for part in parts:
            print(f"{part.name}: {' '.join(part.words(folder))}")
        return 0

    targets = list(dict.fromkeys(target for part in parts for target in part.targets))
    if targets and not building.build("dev", targets):
        print("0 passed, 1 failed")
        return 1
    results = []
    for number, part in enumerate(parts, 1):
        print(f"== {number} of {len(parts)}: {part.name}", flush=True)
        results.append((part, run(part.words(folder), part.ends)))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
