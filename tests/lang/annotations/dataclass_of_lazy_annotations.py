# min-version: 3.14
from dataclasses import dataclass, fields
@dataclass
class P:
    x: int
    y: str = "d"
print(P(1), [f.name for f in fields(P)])

# expect: P(x=1, y='d') ['x', 'y']
