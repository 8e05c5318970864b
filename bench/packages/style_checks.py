# needs: python3-pycodestyle
"""The style of programs checked by pycodestyle."""

import contextlib
import io
from pathlib import Path

import pycodestyle

programs = sorted((Path(__file__).parent.parent / "real").glob("*.py"))[:10]
with contextlib.redirect_stdout(io.StringIO()):
    report = pycodestyle.StyleGuide(max_line_length=79, ignore=[]).check_files(map(str, programs))
print(report.total_errors, sorted(report.counters.items()))
