from dataclasses import dataclass


@dataclass
class P:
    x: int
    y: int


class Named:
    def __init__(self, name):
        self.name = name


def f(v):
    match v:
        case P(0, 0):
            return "origin"
        case P(x, y=0):
            return f"x axis {x}"
        case P(x=a, y=b) if a == b:
            return "diagonal"
        case P():
            return "point"
        case Named(name="n" | "m" as found):
            return found
        case int(n) | float(n):
            return f"number {n}"
        case str() as s:
            return s.upper()
        case list([first, *_]):
            return first
        case _:
            return "?"


print([f(v) for v in (P(0, 0), P(3, 0), P(2, 2), P(1, 2), Named("m"), Named("z"), 5, 2.5, "s", [9, 8], {})])

# expect: ['origin', 'x axis 3', 'diagonal', 'point', 'm', '?', 'number 5', 'number 2.5', 'S', 9, '?']
