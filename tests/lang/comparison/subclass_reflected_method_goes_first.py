class Base:
    def __eq__(self, other):
        return "Base"

    def __lt__(self, other):
        return "Base lt"


class Derived(Base):
    def __eq__(self, other):
        return "Derived"

    def __gt__(self, other):
        return "Derived gt"


print(Base() == Derived())
print(Base() < Derived())

# expect: Derived
# expect: Derived gt
