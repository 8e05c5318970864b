from _pkg import cycle_a
from _pkg import cycle_b

print(cycle_a.seen, cycle_b.partial, cycle_a.A)

# expect: b False a
