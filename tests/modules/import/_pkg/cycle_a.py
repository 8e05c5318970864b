from . import cycle_b

A = "a"
seen = cycle_b.B
