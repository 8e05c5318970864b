#!/usr/bin/env python3
"""Refuses an #include that goes upwards or sideways, and a symbol that the linker finds there.

    tools/check_layers.py                  check the includes; status 1 and one line for each wrong edge
    tools/check_layers.py --build build    check the symbols in the object files of a build, too
    tools/check_layers.py --graph          print the graph of folders for Mermaid (without edges that follow from others)

A folder may include itself and every folder below it: interp above runtime above gc, and inside each of them the order of LAYERS.
Folders in one set stand side by side and do not see each other. Tests, benchmarks and tools may include anything.

Folders that have families below them keep an order, too, that of FAMILIES; what lies in such a folder itself is below them all (headers) or above them
all (implementations: tables of what there is). Families that are not named stand side by side above the named ones.

Three exceptions hold for implementations alone. Those of runtime/object may use the types that they are made of, because a class has a dict and an error
has a message; so may those of each type; those of interp/vm call each other. Headers keep the order, so that every declaration can be understood from below.

The symbols show what the includes do not: a function or variable that a folder declares by hand, although a folder above it defines it. What must call
upwards does it through a struct of function pointers, which the folder above fills at start-up (gc/threads/hooks.h, runtime/object/interpreter.h).
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAYERS = {
    "interp": [{"main"}, {"capi"}, {"repl", "listings"}, {"library"}, {"report"}, {"vm"}, {"compile"}, {"syntax"}],
    "runtime": [{"library"}, {"types"}, {"object"}, {"num"}, {"text"}, {"os"}],
    "gc": [{"studio"}, {"cycle"}, {"refcount"}, {"heap"}, {"threads"}, {"sync"}, {"base"}],
}
# From below.
FAMILIES = {
    "interp/vm": ["cache", "observe", "frame", "import", "ops", "studio"],
    "runtime/types": ["text", "containers"],
    "runtime/library": ["parts", "threads", "core", "os", "functional", "io", "net"],
    "interp/library": ["frozen", "import"],
}
SOURCES = {".h", ".hpp", ".cpp", ".cc", ".inc", ".def"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)


def rank_of_folders():
    """{"gc/base": height}; equal heights stand side by side."""
    steps = [{f"{layer}/{name}" for name in names} for layer, order in LAYERS.items() for names in order]
    return {folder: height for height, folders in enumerate(reversed(steps)) for folder in folders}


RANK = rank_of_folders()


def folder_of(path):
    return "/".join(Path(path).parts[:2])


def family_of(path):
    """The folder below folder_of(path), or nothing."""
    parts = Path(path).parts
    return parts[2] if len(parts) > 3 else ""


def judge_families(folder, own, other, is_header):
    """What is wrong with an include of family `other` in family `own`, both in `folder`, or nothing."""
    if own == other or (folder in ("runtime/types", "interp/vm") and not is_header) or f"{folder}/{other}" == FOR_EXTENSIONS:
        return ""
    if not own or not other:  # what lies in the folder itself: below all as a header, above all as an implementation
        return "" if not (other and is_header) else f"{folder} must not include {folder}/{other} in a header"
    height = {family: at for at, family in enumerate(FAMILIES.get(folder, []))}
    highest = len(height)
    if height.get(other, highest) < height.get(own, highest):
        return ""
    return f"{folder}/{own} must not include {folder}/{other}"


# Compiled in front of every source, it belongs to no folder.
PRECOMPILED = ROOT / "runtime/precompiled.h"
# Headers in C that extensions include: they include each other alone.
FOR_EXTENSIONS = "interp/capi/include"


def sources():
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*")):
            if path.suffix in SOURCES and path.is_file() and path != PRECOMPILED and (ROOT / FOR_EXTENSIONS) not in path.parents:
                yield path


def includes(path):
    """(line number, included path) pairs."""
    text = path.read_text(encoding="utf-8", errors="replace")
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.group(1)


def judge(own, other, is_header):
    """What is wrong with an include of folder `other` in folder `own`, or nothing."""
    if own not in RANK:
        return f"{own} has no place in the order of folders"
    if other not in RANK:
        return "not a path from the root of the project"
    if own == other or RANK[other] < RANK[own]:
        return ""
    if (own, other) == ("runtime/object", "runtime/types") and not is_header:
        return ""
    direction = "sideways" if RANK[other] == RANK[own] else "upwards"
    return f"{own} must not include {other}: {direction}"


def survey():
    """(edges with counts, complaints)"""
    edges, complaints = Counter(), []
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        own = folder_of(name)
        for line, target in includes(path):
            other = folder_of(target)
            wrong = judge(own, other, path.suffix != ".cpp")
            if not wrong and own == other:
                wrong = judge_families(own, family_of(name), family_of(target), path.suffix != ".cpp")
            if wrong:
                complaints.append(f'{name}:{line}: "{target}": {wrong}')
            elif own != other:
                edges[own, other] += 1
    return edges, complaints


# ---- symbols of object files

JOINED = re.compile(r'^#include "((?:gc|runtime|interp)/[^"]+\.cpp)"', re.MULTILINE)


def home_of(entry):
    """(folder, family) of what an entry of compile_commands.json compiles, or nothing. Sources that meson.build joins are of one home."""
    source = Path(entry["directory"], entry["file"]).resolve()
    if source.is_relative_to(ROOT) and source.relative_to(ROOT).parts[0] in LAYERS:
        name = source.relative_to(ROOT).as_posix()
    elif joined := JOINED.search(source.read_text(encoding="utf-8", errors="replace")):
        name = joined[1]
    else:
        return None
    return folder_of(name), family_of(name)


def objects_of(build):
    """{object file: its home} of the libraries that the programs are linked from."""
    homes = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = Path(entry["directory"], entry["output"])
        if re.match(r"lib(core|capi)-.*\.o$", entry["output"]) and path.exists() and (home := home_of(entry)):
            homes[path] = home
    return homes


def symbols_of(homes):
    """Who needs a symbol, and who defines it: {symbol: homes} each."""
    # That of LLVM reads the object files of a link-time optimised build, too.
    nm = shutil.which("llvm-nm-19") or shutil.which("llvm-nm") or "nm"
    listing = subprocess.run([nm, "-A", "--format=posix", *homes], stdout=subprocess.PIPE, text=True, check=True).stdout
    needed, defined = defaultdict(set), defaultdict(set)
    for line in listing.splitlines():
        path, _, rest = line.partition(": ")
        symbol, kind = rest.split()[:2]
        if kind in "Uvw":
            needed[symbol].add(homes[Path(path)])
        elif kind.isupper():
            defined[symbol].add(homes[Path(path)])
    return needed, defined


def judge_symbol(own, other):
    """What is wrong with a symbol that home `own` has from home `other`, or nothing."""
    wrong = judge(own[0], other[0], is_header=False)
    if not wrong and own[0] == other[0]:
        wrong = judge_families(own[0], own[1], other[1], is_header=False)
    return wrong.replace("must not include", "must not have it from")


def survey_symbols(build):
    """(the number of symbols that a home has from another one, complaints)"""
    homes = objects_of(build)
    if not homes:
        return 0, [f"{build} has no object files"]
    needed, defined = symbols_of(homes)
    crossing, complaints = 0, set()
    for symbol, users in needed.items():
        for user in users - defined[symbol]:
            verdicts = [judge_symbol(user, definer) for definer in defined[symbol]]
            crossing += bool(verdicts)
            if verdicts and all(verdicts):
                complaints.add(f"{symbol}: {min(verdicts)}")
    text = subprocess.run(["c++filt"], input="\n".join(sorted(complaints)), capture_output=True, text=True, check=True).stdout
    return crossing, text.splitlines()


def reachable(edges, start, without):
    """Folders that `start` reaches when the one edge `without` is left out."""
    seen, todo = set(), [start]
    while todo:
        at = todo.pop()
        for a, b in edges:
            if a == at and (a, b) != without and b not in seen:
                seen.add(b)
                todo.append(b)
    return seen


def mermaid(edges):
    folders = {folder for edge in edges for folder in edge}
    lines = ["graph TD"]
    for layer in LAYERS:
        inside = sorted((f for f in folders if f.startswith(layer + "/")), key=lambda f: (-RANK[f], f))
        if inside:
            lines += [f"    subgraph {layer}"] + [f"        {f.replace('/', '_')}[{f.split('/')[1]}]" for f in inside] + ["    end"]
    for a, b in sorted(edges, key=lambda e: (-RANK[e[0]], -RANK[e[1]], e)):
        if b not in reachable(edges, a, without=(a, b)):
            lines.append(f"    {a.replace('/', '_')} --> {b.replace('/', '_')}")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", action="store_true", help="print a Mermaid graph")
    parser.add_argument("--build", type=Path, help="a folder that has been built, whose symbols are checked, too")
    options = parser.parse_args()
    edges, complaints = survey()
    counts = f"{sum(edges.values())} includes"
    if options.build:
        crossing, upwards = survey_symbols(options.build)
        complaints += upwards
        counts += f" and {crossing} symbols"
    if options.graph:
        print(mermaid(edges))
    for line in complaints:
        print(line, file=sys.stderr)
    if not options.graph:
        print(f"layers: {counts} between folders, {len(complaints)} wrong")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
