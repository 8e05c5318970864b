from . import cycle_a

B = "b"
partial = hasattr(cycle_a, "A")
