"""Members of enums by value and by name, and flags."""

import enum


class Colour(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Access(enum.Flag):
    READ = 1
    WRITE = 2
    RUN = 4


total = 0
for i in range(40000):
    total += Colour(i % 3 + 1).value + (Access(i % 8) & Access.READ).value + len(Colour["RED"].name)
    total += Access.READ | Access.WRITE in Access.READ | Access.WRITE | Access.RUN
print(total)
