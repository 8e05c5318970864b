# A profile function gets the native function of a call; a method is bound to its object.
import sys

class Items(list):
    def append(self, item): super().append(item)

def show(function):
    seen = []
    def hook(frame, event, argument):
        if event.startswith("c_"):
            itself = argument.__self__
            seen.append((event, argument.__qualname__, type(itself).__name__))
    sys.setprofile(hook)
    try: function()
    except TypeError: pass
    sys.setprofile(None)
    print(*seen[:-2])

show(lambda: Items().append(1))
show(lambda: "a".join("b"))
show(lambda: list.append([], 1))
show(lambda: [].append(*[1]))
show(lambda: [2, 1].sort(key=None))
show(lambda: len("a"))
show(lambda: dict.fromkeys("a"))
show(lambda: str.upper(1))
show(lambda: int.from_bytes(b"a", byteorder="big"))

# expect: ('c_call', 'Items.append', 'Items')
# expect: ('c_call', 'str.join', 'str')
# expect: ('c_call', 'list.append', 'list')
# expect: ('c_call', 'list.append', 'list')
# expect: ('c_call', 'list.sort', 'list')
# expect: ('c_call', 'len', 'module')
# expect: ('c_call', 'dict.fromkeys', 'type')
# expect:
# expect: ('c_call', 'int.from_bytes', 'type')
