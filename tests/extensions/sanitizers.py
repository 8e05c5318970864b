"""What AddressSanitizer and ThreadSanitizer report while a package's tests run, and whose it is.

A package is compiled without a sanitizer. What it does to its own memory is its own affair, and an access of ThreadSanitizer's report may lie in it
only because the sanitizer sees neither its atomic operations nor the reads between them. So a race counts unless both accesses were made by the package.
The package has made those, too, that a function does for its caller: the C library's that the sanitizer replaces, as memcpy, and the C API's that give
memory out, zeroed perhaps, or take it back.
"""

import re

STACK = re.compile(r"^  \S.*\bby (?:thread|main thread)\b.*:$")
FRAME = re.compile(r"^ +#\d+ (.*)$")
REPLACED = re.compile(r"\S+ <null> \(tinypy")
ALLOCATES = re.compile(r"Py(?:Mem_|Mem_Raw|Object_)(?:Malloc|Calloc|Realloc|Free)\b")


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
    accesses = [maker(frames) for title, frames in stacks(race) if re.search(r"\b(?:read|write)\b", title, re.IGNORECASE)]
    return len(accesses) == 2 and all(".so" in frame for frame in accesses)


def maker(frames):
    """The frame that has made an access, of a stack whose innermost frame comes first."""
    while len(frames) > 1 and REPLACED.match(frames[0]):
        frames = frames[1:]
    for frame, caller in zip(frames, frames[1:]):
        if ".so" in frame:
            break
        if ALLOCATES.match(frame) and not ALLOCATES.match(caller):
            return caller
    return frames[0]


def stacks(race):
    """(title, frames) of each stack."""
    found = []
    for line in race.splitlines():
        frame = FRAME.match(line)
        if STACK.match(line):
            found.append((line, []))
        elif found and frame:
            found[-1][1].append(frame[1])
    return [(title, frames) for title, frames in found if frames]
