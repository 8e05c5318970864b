"""The tokens of Python source."""

import io
import tokenize
from pathlib import Path

SOURCE = Path(__file__).with_name("subcommands.py").read_text() * 20

names = 0
for _ in range(8):
    for token in tokenize.generate_tokens(io.StringIO(SOURCE).readline):
        names += token.type == tokenize.NAME and len(token.string)
print(names)
