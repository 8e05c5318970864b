#!/usr/bin/env python3
"""Checks that what the READMEs and the pages beside them name exists: targets of links, paths, programs, their options, targets of ninja.

    tools/check_readmes.py               check; one line for each finding. The last line is "N passed, N failed"
    tools/check_readmes.py tests tools   check the READMEs of these folders only

Links       [text](target): the file, and the heading after a #. Addresses of other machines are left alone.
Paths       Words in backticks that contain a slash or end like a source file. They start in the README's folder or in
            the root of the project; a file name without a folder may be that of any file. `*` and `<word>` match any
            text. Below build/ they are targets of ninja, or files that a tool says it writes.
Commands    Lines of indented and fenced blocks, and words in backticks, that begin with a program: one of the project,
            or ninja, meson, python3. What follows two blanks or a # is a remark. The program must exist, be executable,
            and know the options. What it knows is read from its --help, or from its source when it has none.
Tables      Each row has as many cells as the head.
Tables of   In a .def file a comment "folder/file.cpp: function" names a file that has the word.
the source

Nothing is built, and no network is used.
"""

import argparse
import fnmatch
import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = [".", "gc", "gc/docs", "runtime", "interp", "tests", "bench", "tools", "tools/docs", "tools/lessons"]
HELP_SECONDS = 10
EXAMPLES = {"script.py", "first.py"}  # files of a reader
SHELLS = {"", "sh", "bash", "console"}  # fenced blocks that may hold commands
SUFFIXES = {".md", ".py", ".cpp", ".h", ".def", ".inc", ".ini", ".txt", ".in", ".json", ".dis", ".build", ".sh"}

FENCE = re.compile(r" {0,3}(?:```|~~~)\s*([\w+-]*)")
SPAN = re.compile(r"(`+)(.+?)\1", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"[\w.*+<>-]+(?:/[\w.*+<>-]+)*/?")
BUILD = re.compile(r"build(?:-[\w-]+)?")
OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*")
ASSIGNMENT = re.compile(r"[A-Z_]+=.*")
TARGET = re.compile(r"\b(executable|shared_library|custom_target)\(('[^']+'|\w+)( \+ b\[2\])?")
REMARK = re.compile(r"\s{2,}.*|\s#\s.*")

# ---- what there is


@cache
def read(path):
    return path.read_text(encoding="utf-8", errors="replace")


@cache
def file_names():
    """The names of all files of the project, builds left out."""
    names = set()
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [f for f in folders if not f.startswith((".", "__")) and not BUILD.fullmatch(f)]
        names.update(files)
    return names


@cache
def ninja_targets():
    """The names of targets in meson.build. A suffix tells the two programs apart: executable('unit' + b[2], ...)."""
    text = read(ROOT / "meson.build")
    lists = {name: re.findall(r"'([^']+)'", items) for name, items in re.findall(r"foreach (\w+) : \[([^]]*)\]", text)}
    targets = {"all", "clean", "install", "test"}
    for kind, name, suffix in TARGET.findall(text):
        for stem in lists.get(name, [name.strip("'")]):
            stem = f"lib{stem}.so" if kind == "shared_library" else stem
            targets.update([stem, stem + "-t"] if suffix else [stem])
    return targets


@cache
def builds():
    """{name: folder} of tools/build."""
    table = subprocess.run([ROOT / "tools/build", "--list"], capture_output=True, text=True, check=True).stdout
    return {row.split()[0]: row.split()[1] for row in table.splitlines()}


@cache
def text_of_tools():
    files = (path for path in (ROOT / "tools").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return "\n".join(read(path) for path in files if path.suffix != ".md")


@cache
def meson_options():
    return set(re.findall(r"option\('(\w+)'", read(ROOT / "meson_options.txt")))


@cache
def options_of(program):
    """The options that a program of the project tells of."""
    text = read(program)
    if not text.startswith("#!") or "python" not in text.partition("\n")[0]:
        # A shell script: its comments and code, and the Python program that it hands its arguments to.
        known = set(OPTION.findall(text))
        for name in re.findall(r"\$root/(tools/[\w/]+\.py)", text):
            known |= options_of(ROOT / name)
        return known
    names = re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE)
    imported = [folder / (name + ".py") for name in names for folder in (program.parent, program.parent / "studio")]
    if any("argparse" in read(source) for source in [program, *imported] if source.is_file()):
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        text = subprocess.run([sys.executable, program, "--help"], capture_output=True, text=True, env=environment,
                              stdin=subprocess.DEVNULL, timeout=HELP_SECONDS).stdout
    return set(OPTION.findall(text))


@cache
def options_of_target(target):
    """What the sources of a built program or its manual page tell of; None: they are a library's (doctest)."""
    places = {"tinypy": "tools/man/tinypy-t.1 interp/main/options.cpp", "model": "tests/model/scenarios.cpp",
              "astdump": "tools/astdump.cpp"}
    sources = places.get(target.removesuffix("-t"))
    if sources is None:
        return None
    return {option for name in sources.split() for option in OPTION.findall(read(ROOT / name).replace("\\-", "-"))}


@cache
def anchors(path):
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.*)$", read(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


# ---- the parts of a page


def lines_of(text):
    """(line number, whether the line is in a block, line); blocks in other languages than the shell's are left out."""
    fence, after_blank, indented = None, True, False
    for number, line in enumerate(text.splitlines(), 1):
        mark = FENCE.match(line)
        if mark:
            fence = mark[1] if fence is None else None
        elif fence is not None:
            if fence in SHELLS:
                yield number, True, line
        else:
            indented = line.startswith("    ") and (indented or after_blank)
            after_blank = not line.strip()
            yield number, indented, line


def paragraphs(lines):
    """(line number, text): lines that follow each other, blocks left out."""
    start, text = 0, []
    for number, in_block, line in [*lines, (0, False, "")]:
        if line.strip() and not in_block:
            start = start if text else number
            text.append(line)
        elif text:
            yield start, "\n".join(text)
            text = []


def simple_commands(line):
    """The words of each command in a line of a shell; nothing when it is none."""
    line = line.strip().removeprefix("$ ")
    try:
        words = [word.strip("[]") for word in shlex.split(REMARK.sub("", line))]
    except ValueError:
        return
    command = []
    for word in [*words, ";"]:
        if word in (";", "&&", "||", "|", "&"):
            if command:
                yield command
            command = []
        elif command or not ASSIGNMENT.fullmatch(word):
            command.append(word)


def broken_rows(text):
    """(line number, complaint) for each row of a table that has another number of cells than its head."""
    cells, fenced = None, False
    for number, line in enumerate(text.splitlines(), 1):
        fenced ^= bool(FENCE.match(line))
        if fenced or not line.startswith("|"):
            cells = None
            continue
        found = len(re.split(r"(?<!\\)\|", SPAN.sub("x", line.strip()))) - 2
        cells = cells or found
        if found != cells:
            yield number, f"a row of {found} cells in a table of {cells}"


class Page:
    """A page of Markdown: a README, or one of the pages beside it."""

    def __init__(self, path):
        self.folder = path.parent
        self.path = path
        self.name = self.path.relative_to(ROOT).as_posix()
        self.passed = 0
        self.findings = []
        self.line = 1

    def judge(self, is_right, complaint):
        if is_right:
            self.passed += 1
        else:
            self.findings.append((self.line, complaint))
        return is_right

    def check(self):
        if not self.judge(self.path.is_file(), "no such file"):
            return
        lines = list(lines_of(read(self.path)))
        self.findings += broken_rows(read(self.path))
        for self.line, in_block, line in lines:
            if in_block:
                self.check_line(line)
        for start, text in paragraphs(lines):
            for span in SPAN.finditer(text):
                self.line = start + text.count("\n", 0, span.start())
                self.check_span(" ".join(span[2].split()))
            for link in LINK.finditer(SPAN.sub(lambda span: "x" * len(span[0]), text)):
                self.line = start + text.count("\n", 0, link.start())
                self.check_link(link[1])

    # ---- links and paths

    def check_link(self, target):
        if re.match(r"[a-z]+:", target):
            return
        name, _, anchor = target.partition("#")
        path = self.folder / name if name else self.path
        if self.judge(path.exists(), f"link to {target}: no such file") and anchor and path.suffix == ".md":
            self.judge(anchor in anchors(path), f"link to {target}: no such heading")

    def find(self, word):
        """The file or folder that a path means, from the README's folder or the root; None: there is none."""
        pattern = re.sub(r"<[^>]*>", "*", word).rstrip("/")
        for base in (self.folder, ROOT):
            if found := next((path for path in base.glob(pattern) if path.is_dir() or not word.endswith("/")), None):
                return found
        return None

    def looks_like_path(self, word):
        if not PATH.fullmatch(word) or not re.search(r"[A-Za-z]", word) or word in EXAMPLES:
            return False
        return "/" in word or Path(word).suffix in SUFFIXES and Path(word).stem not in ("", "*")

    def starts_in_tree(self, word):
        first = word.partition("/")[0]
        known = first and ((ROOT / first).is_dir() or (self.folder / first).is_dir())
        return "/" in word and bool(known or BUILD.fullmatch(first))

    def check_path(self, word):
        first, _, rest = word.partition("/")
        if BUILD.fullmatch(first):
            self.check_build_folder(first)
            if rest:
                self.judge(rest in ninja_targets() or rest in text_of_tools(), f"{word}: no such target in meson.build")
        elif "/" in word:
            self.judge(self.find(word), f"{word}: no such file or folder")
        else:
            self.judge(self.find(word) or fnmatch.filter(file_names(), word), f"{word}: no file has this name")

    def check_build_folder(self, folder):
        known = folder in builds().values() or f"meson setup {folder} " in read(self.path)
        known = known or re.search(rf"\b{folder}\b", text_of_tools())
        self.judge(known, f"{folder}: neither a tool nor this README makes this folder")

    def check_span(self, span):
        if re.fullmatch(r"-D[a-z]\w*(=\S*)?", span):
            self.check_meson_option(span)
        elif " " in span:
            self.check_line(span)
        elif self.looks_like_path(word := re.sub(r":\d+$", "", span)) and not re.fullmatch(r"<.*>", word):
            self.check_path(word)

    # ---- commands

    def check_line(self, line):
        for words in simple_commands(line):
            self.check_command(words)

    def check_command(self, words):
        program, arguments = words[0], words[1:]
        if program == "ninja":
            self.check_ninja(arguments)
        elif program == "meson":
            self.check_meson(arguments)
        elif program in ("gdb", "git"):
            self.check_paths(arguments)
        elif re.fullmatch(r"python3?(\.\d+)?", program):
            self.check_arguments(arguments)
        elif BUILD.fullmatch(program.partition("/")[0]) and "/" in program:
            self.check_path(program)
            self.check_built(program.partition("/")[2], arguments)
        elif self.starts_in_tree(program) or Path(program).suffix == ".py" and arguments and self.find(program):
            path = self.find(program)
            if self.judge(path, f"{program}: no such file or folder") and path.is_file():
                self.check_program(program, path, arguments)

    def check_program(self, program, path, arguments):
        text = read(path)
        self.judge(not text.startswith("#!") or os.access(path, os.X_OK), f"{program}: cannot be executed")
        self.check_options(program, path, arguments)
        if path == ROOT / "tools/build" and arguments and not arguments[0].startswith("-") and arguments[0].islower():
            self.judge(arguments[0] in builds(), f"{arguments[0]}: tools/build --list has no such build")
            self.check_targets(arguments[1:])
        else:
            self.check_paths(arguments)

    def check_options(self, program, path, arguments):
        named = [match[0] for word in arguments if (match := OPTION.match(word))]
        if not named:
            return
        try:
            known = options_of(path)
        except subprocess.TimeoutExpired:
            self.judge(False, f"{program}: --help takes more than {HELP_SECONDS} s")
            return
        for option in named:
            self.judge(option in known, f"{program} {option}: no such option")

    def check_built(self, target, arguments):
        """Options of the built program itself, then the script that it is given and the options of that."""
        known = options_of_target(target)
        script = next((at for at, word in enumerate(arguments) if word.endswith(".py")), len(arguments))
        for word in arguments[:script]:
            if known is not None and OPTION.match(word):
                option = OPTION.match(word)[0]
                self.judge(option in known, f"{target} {option}: no such option")
        self.check_arguments(arguments)

    def check_arguments(self, arguments):
        """A script of the project, where one is named, and what it is given; else only paths."""
        for at, word in enumerate(arguments):
            if word.startswith("tools/") or word.endswith(".py") and self.starts_in_tree(word):
                path = self.find(word)
                if self.judge(path, f"{word}: no such file or folder") and path.is_file():
                    self.check_options(word, path, arguments[at + 1:])
                return
        self.check_paths(arguments)

    def check_paths(self, arguments):
        for word in arguments:
            if self.starts_in_tree(word) and self.looks_like_path(word):
                self.check_path(word)

    def check_targets(self, words):
        for word in words:
            if not word.startswith("-") and not word.isupper():
                self.judge(word in ninja_targets(), f"{word}: no such target in meson.build")

    def check_ninja(self, arguments):
        values = {at + 1 for at, word in enumerate(arguments) if word in ("-C", "-j", "-k")}
        for at, word in enumerate(arguments):
            if at in values and arguments[at - 1] == "-C":
                self.check_build_folder(word)
        self.check_targets(word for at, word in enumerate(arguments) if at not in values)

    def check_meson(self, arguments):
        if arguments[:1] == ["compile"]:
            self.check_ninja(arguments[1:])
            return
        for word in arguments:
            if word.startswith("-D"):
                self.check_meson_option(word)
        self.check_paths(arguments)

    def check_meson_option(self, word):
        name = word[2:].partition("=")[0]
        self.judge(name.startswith(("b_", "cpp_")) or name in meson_options(), f"-D{name}: not in meson_options.txt")


def pages_of(folder):
    """The README of a folder; of a folder without one, all pages."""
    return [folder / "README.md"] if folder.name != "docs" else sorted(folder.glob("*.md"))


# ---- comments of tables in the source

PLACE = re.compile(r"^// ([\w/]+\.(?:cpp|h)): (~?[\w:]+)", re.MULTILINE)


def wrong_places():
    """What is wrong with the places that comments of .def files name, and the number of those that are right."""
    right, wrong = 0, []
    for path in sorted(path for folder in ("gc", "runtime", "interp") for path in (ROOT / folder).rglob("*.def")):
        for place in PLACE.finditer(read(path)):
            source, word = ROOT / place[1], place[2].rpartition("::")[2]
            if source.is_file() and re.search(rf"\b{word}\b", read(source)):
                right += 1
            else:
                wrong.append(f"{path.relative_to(ROOT)}: {place[1]} has no {place[2]}")
    return right, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", default=FOLDERS, metavar="FOLDER", help="whose README is checked")
    pages = [Page(path) for folder in parser.parse_args().folders for path in pages_of(ROOT / folder)]
    for page in pages:
        page.check()
        for line, complaint in sorted(page.findings):
            print(f"{page.name}:{line}: {complaint}")
    right, wrong = wrong_places()
    print("\n".join(wrong), end="\n" if wrong else "")
    failed = sum(len(page.findings) for page in pages) + len(wrong)
    print(f"{sum(page.passed for page in pages) + right} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
