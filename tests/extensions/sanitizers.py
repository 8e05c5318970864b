"""What AddressSanitizer and ThreadSanitizer report while a package's tests run, and whose it is.

A package is compiled without a sanitizer. What it does to its own memory is its own affair, and an access of ThreadSanitizer's report may lie in it
only because the sanitizer sees neither its atomic operations nor the reads between them. So a race counts unless both accesses were made by the package.
"""

import re

STACK = re.compile(r"^  \S.*\bby (?:thread|main thread)\b.*:$")
FRAME = re.compile(r"^ +#\d+ (\S+) (.*)$")


def settings(folder):
    """Variables that send reports into files of this folder. Packages leak what they make once; a race of theirs does not change how a process ends."""
    where = f"log_path={folder}/sanitizer"
    return {"TSAN_OPTIONS": f"{where}:exitcode=0", "ASAN_OPTIONS": f"{where}:detect_leaks=0"}


def reports(folder):
    """The reports in the files of a folder, without the races of a package with itself."""
    for path in sorted(folder.glob("sanitizer.*")):
        for text in re.split(r"^={18}\n", path.read_text(errors="replace"), flags=re.MULTILINE):
            if "WARNING: ThreadSanitizer" in text and not is_of_package(text) or "ERROR: " in text:
                yield text.strip()


def is_of_package(race):
    """Whether both accesses of a race were made by code of a shared library."""
    accesses = [where for title, where in stacks(race) if re.search(r"\b(?:read|write)\b", title, re.IGNORECASE)]
    return len(accesses) == 2 and all(".so" in where for where in accesses)


def stacks(race):
    """(title, place of the function that made the access) for each stack; functions that the sanitizer replaces, as memcpy, made none."""
    title = ""
    for line in race.splitlines():
        frame = FRAME.match(line)
        if STACK.match(line):
            title = line
        elif title and frame and not re.match(r"<null> \(tinypy", frame[2]):
            yield title, frame[2]
            title = ""
