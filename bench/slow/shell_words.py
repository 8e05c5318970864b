"""Command lines split as a shell does it."""

import shlex

lines = [f"cmd --opt \"a b {i}\" x\\ y 'q r' # c" for i in range(500)]
print(sum(len(shlex.split(line)) for _ in range(25) for line in lines), sum(len(shlex.quote(line)) for line in lines))
