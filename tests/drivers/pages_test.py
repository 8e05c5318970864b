#!/usr/bin/env python3
"""The pages that tools write, as a browser shows them: nothing may complain in its console, and nothing may be asked for over the network.

    pages_test.py --build FOLDER [--keep FOLDER]

Needs Chromium (apt-get install chromium); without it there is nothing to test. --keep leaves the pages and their pictures, light and dark, in a folder.
The last line is "N passed, N failed".
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import clean_environment  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
CONSOLE = re.compile(r":CONSOLE[(:][^\]]*\] (.*)")
HANG_SECONDS = 600
DIVIDED = ["tests/studio/divided_work.py", "{threads}"]

# Name, and the command that writes the page: {page} is where, {build} is the folder of the programs.
PAGES = [
    ("overhead", ["tools/overhead", "--build", "{build}", "--pairs", "3", "--with-startup", "--threads", "1,2", "--html", "{page}", *DIVIDED]),
    ("refstats", ["{build}/tinypy-t", "--refstats={page}", "tests/studio/divided_work.py", "1"]),
    ("whatif", ["tools/whatif", "--rounds", "2", "--no-instructions", "--threads", "2", "--html", "{page}", *DIVIDED]),
]
# These must be found, or the test is blind.
WRONG = {
    "error of a script": "<head><title>x</title></head><script>nobody_knows()</script>",
    "request": '<head><title>x</title></head><img src="http://127.0.0.1:9/x.png">',
}
# Added to each page: the browser complains of whatever the page asks for, instead of asking.
POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\" />"


def complaints(browser, page, picture=None, dark=False):
    """What the browser's console says about a page."""
    with tempfile.TemporaryDirectory() as profile:
        guarded = Path(profile) / "page.html"
        guarded.write_text(page.read_text().replace("<head>", "<head>" + POLICY, 1))
        words = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                 "--enable-logging=stderr", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}/profile", "--window-size=860,2600",
                 "--virtual-time-budget=2000", *(["--blink-settings=preferredColorScheme=0"] if dark else []),
                 *([f"--screenshot={picture}"] if picture else ["--dump-dom"]), guarded.as_uri()]
        done = subprocess.run(words, capture_output=True, text=True, timeout=HANG_SECONDS, stdin=subprocess.DEVNULL)
        if done.returncode:
            return [f"the browser ends with status {done.returncode}"]
        return [match[1] for match in CONSOLE.finditer(done.stderr)]


def written(command, page, build):
    words = [word.replace("{page}", str(page)).replace("{build}", build) for word in command]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, stdin=subprocess.DEVNULL)
    return [] if done.returncode == 0 and page.is_file() else [f"the page was not written: {done.stderr[-300:]}"]


def run(browser, folder, build, keep):
    """{name: complaints}"""
    found = {}
    for name, text in WRONG.items():
        page = folder / "wrong.html"
        page.write_text(text)
        found["notices: " + name] = [] if complaints(browser, page) else ["it was not noticed"]
    for name, command in PAGES:
        page = folder / f"{name}.html"
        found[name] = written(command, page, build) or complaints(browser, page)
        if keep and page.is_file():
            for dark in (False, True):
                complaints(browser, page, folder / f"{name}{'-dark' * dark}.png", dark)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, metavar="FOLDER")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        print("chromium is not installed: no page is looked at")
        print("0 passed, 0 failed")
        return 0
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        found = run(browser, (options.keep or Path(temporary)).resolve(), options.build, options.keep)
    for name, lines in found.items():
        for line in lines:
            print(f"FAIL {name}: {line}")
    failed = sum(map(bool, found.values()))
    print(f"{len(found) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
