# An abstract class is asked about more classes than it remembers.
import abc


class Sized(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return True if "size" in other.__dict__ else NotImplemented


class Late: pass


kept = []
wrong = 0
for n in range(12000):
    one, other = type("One", (), {"size": n}), type("Other", (), {})
    wrong += not issubclass(one, Sized) or issubclass(other, Sized) or not isinstance(one(), Sized)
    if n % 100 == 0: kept.append((one, other))
print(wrong, isinstance(Late(), Sized))
Sized.register(Late)
print(isinstance(Late(), Sized), all(issubclass(a, Sized) and not issubclass(b, Sized) for a, b in kept))

# expect: 0 False
# expect: True True
