# min-version: 3.15
# A __buffer__ of an item may replace items of the list that is joined, but not change its length.
class Item:
    def __init__(self, change): self.change = change
    def __buffer__(self, flags):
        self.change(items)
        return memoryview(b"x")
def remove(items): items.clear()
def add(items): items.append(b"more")
def replace(items): items[1] = b"z"
for separator in b"", bytearray(b"::"):
    for change in remove, add, replace:
        items = [b"a", Item(change), b"c"]
        try:
            print(change.__name__, separator.join(items))
        except RuntimeError as e:
            print(change.__name__, e)
    items = [b"a", Item(add)]
    print(separator.join(tuple(items)), separator.join(iter([b"q", items[1]])), len(items))

# expect: remove sequence changed size during iteration
# expect: add sequence changed size during iteration
# expect: replace b'axc'
# expect: b'ax' b'qx' 4
# expect: remove sequence changed size during iteration
# expect: add sequence changed size during iteration
# expect: replace bytearray(b'a::x::c')
# expect: bytearray(b'a::x') bytearray(b'q::x') 4
