#!/usr/bin/env python3
"""Every native function and method is named by some script: a row of a method table that nothing calls by name may be wrong for long.

    native_rows_test.py

Rows look like {"name", function, "(signature)"}. A name counts when the code of a script, not its expectation, has it as an attribute, calls or imports
it, or has it in a text of nothing but names (for getattr). What no script can name stands in EXCUSED, with the reason; an entry that excuses nothing is
a failure too. Each native module that a source defines must have its row in a modules.def. The last line printed is "N passed, N failed"; a name in
a file is one case, and so is a module.
"""

import re
import sys

import scripts

SOURCES = scripts.ROOT.parent
ROW = re.compile(r'\{\s*"(\w+)",\s*([^"{};]+?),\s*"[(@]')
COMMENT = re.compile(r"//[^\n]*")
WORD = re.compile(r"\w+")
# What may name a function in a script: an attribute, a call, an import, a text of names.
USES = re.compile(r"""\.\s*(\w+) | \b(\w+)\s*\( | \bimport\s+([\w, ()]+) | "([\w ]+)" | '([\w ]+)'""", re.VERBOSE)
MODULE = re.compile(r"^(?:extern )?const (?:rt::)?ModuleDef (k\w+) =", re.MULTILINE)
REGISTERED = re.compile(r"^MODULE\((k\w+)\)", re.MULTILINE)

NEWER = "younger than the CPython that expectations come from"
EXCUSED = {
    "_forget_codec": NEWER,
    "_unregister_error": NEWER,
    "zip_path_hook": "called through sys.path_hooks, which has it under no name",
}


def words_of_scripts():
    texts = [scripts.read(path).body for path in scripts.discover()]
    texts += [path.read_text(encoding="utf-8") for path in (scripts.ROOT / "misuse").glob("*.txt")]
    return {word for text in texts for groups in USES.findall(text) for group in groups for word in WORD.findall(group)}


def rows():
    """(path, name) of each row, once."""
    for folder in ("runtime", "interp"):
        for path in sorted((SOURCES / folder).rglob("*")):
            if path.suffix in (".cpp", ".h", ".def"):
                text = COMMENT.sub("", path.read_text(encoding="utf-8"))
                for name in dict.fromkeys(match[1] for match in ROW.finditer(text)):
                    yield path.relative_to(SOURCES), name


def forgotten_modules():
    """(modules, those of them that no modules.def names)"""
    paths = [path for folder in ("runtime", "interp") for path in (SOURCES / folder).rglob("*")]
    defined = {name for path in paths if path.suffix == ".cpp" for name in MODULE.findall(path.read_text(encoding="utf-8"))}
    registered = {name for path in paths if path.name == "modules.def" for name in REGISTERED.findall(path.read_text(encoding="utf-8"))}
    return defined, sorted(defined - registered - {"kMonitoringModule"})  # is an attribute of sys only


def main():
    words, excuses = words_of_scripts(), set(EXCUSED)
    passed = failed = 0
    for path, name in rows():
        if name in words:
            passed += 1
        elif name in EXCUSED:
            excuses.discard(name)
        else:
            failed += 1
            print(f"FAIL {path}: no script names {name}")
    modules, forgotten = forgotten_modules()
    for name in forgotten:
        print(f"FAIL {name}: its source defines a module, and no modules.def has a row for it")
    passed, failed = passed + len(modules) - len(forgotten), failed + len(forgotten)
    for name in sorted(excuses):
        print(f"FAIL nothing needs the excuse for {name}")
    print(f"{passed} passed, {failed + len(excuses)} failed")
    return 1 if failed or excuses else 0


if __name__ == "__main__":
    sys.exit(main())
