# needs: python3-pyflakes
"""Unused names and other mistakes looked for in programs, by Pyflakes."""

import io
from pathlib import Path

from pyflakes.api import check
from pyflakes.reporter import Reporter

found = io.StringIO()
total = 0
for path in sorted((Path(__file__).parent.parent / "real").glob("*.py")):
    for cut in range(3):  # without its first imports a program has undefined names
        lines = path.read_text().split("\n")
        text = "\n".join(line for n, line in enumerate(lines) if not line.startswith(("import", "from")) or n % 3 != cut or "__future__" in line)
        total += check(text, path.name, Reporter(found, found))
print(total, len(found.getvalue().split("\n")))
