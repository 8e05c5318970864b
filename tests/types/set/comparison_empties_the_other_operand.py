# An item's __eq__ changes the sets while they are combined: nothing is lost but the items.
import operator


class Item:
    def __init__(self, value, victims=None):
        self.value, self.victims = value, victims

    def __hash__(self):
        return 1

    def __eq__(self, other):
        for victim in self.victims or ():
            victim.clear()
        return False


for operation in (operator.sub, operator.and_, operator.or_, operator.xor):
    for _ in range(20):
        first, second = set(), set()
        victims = []
        first.update(Item(i, victims) for i in range(8))
        second.update(Item(i, victims) for i in range(8))
        victims += first, second
        try:
            result = operation(first, second)
            result = all(isinstance(item, Item) for item in result)
        except RuntimeError:
            pass
    print(operation.__name__, len(first), len(second))

# expect: sub 0 0
# expect: and_ 0 0
# expect: or_ 0 0
# expect: xor 0 0
