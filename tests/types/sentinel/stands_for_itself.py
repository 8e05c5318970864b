import copy
import pickle
from _model import sentinel

MISSING = sentinel("MISSING")
OTHER = sentinel("MISSING")
SHOWN = sentinel("SHOWN", repr="<shown>")

class Holder:
    INSIDE = sentinel("Holder.INSIDE")

print(MISSING, repr(SHOWN), str(SHOWN), MISSING.__name__, MISSING.__module__, bool(MISSING))
print(MISSING == MISSING, MISSING == OTHER, copy.copy(MISSING) is MISSING, copy.deepcopy([MISSING])[0] is MISSING)
for protocol in range(6):
    print(pickle.loads(pickle.dumps(MISSING, protocol)) is MISSING, pickle.loads(pickle.dumps(SHOWN, protocol)) is SHOWN,
          protocol < 4 or pickle.loads(pickle.dumps(Holder.INSIDE, protocol)) is Holder.INSIDE)
try:
    pickle.dumps(OTHER)
except pickle.PicklingError:
    print("PicklingError")
MISSING.__module__ = "elsewhere"
print(MISSING.__module__)
for wrong in (lambda: setattr(MISSING, "__name__", "x"), lambda: setattr(MISSING, "other", 1), lambda: sentinel(1),
              lambda: sentinel(), lambda: sentinel("A", "B"), lambda: sentinel(name="A"), lambda: sentinel("A", repr=1),
              lambda: type("Sub", (sentinel,), {})):
    try:
        wrong()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__)

# expect: MISSING <shown> <shown> MISSING __main__ True
# expect: True False True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: PicklingError
# expect: elsewhere
# expect: AttributeError
# expect: AttributeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
