# Stores to a class attribute show in all subclasses, in their instances and in their class objects, also if threads read there.
import threading


class Base:
    count = 0
    shadowed = 0


class Meta(type):
    level = 0


kinds = [type(f"Kind{number}", (Base,), {}) for number in range(100)]
made = [Meta(f"Made{number}", (), {}) for number in range(50)]
instances = [kind() for kind in kinds]
instances[7].shadowed = "own"
for store in range(1, 6):
    for kind in kinds, instances:
        for each in kind:
            each.count, each.shadowed
    Base.count, Meta.level = store, store
    Base.shadowed = store
    print({kind.count for kind in kinds}, {each.count for each in instances}, {each.level for each in made}, instances[7].shadowed, {each.shadowed for each in instances[:7]})
Base.count = property(lambda self: "computed")
print({each.count for each in instances}, type(kinds[0].count).__name__)
del Base.count
print([hasattr(each, "count") for each in (kinds[0], instances[0], Base)])
Base.count = 0
kinds[0].count = "its own"
Base.count = 1
print(kinds[0].count, instances[0].count, kinds[1].count)
kinds[1].__bases__ = (type("Other", (), {"count": "other", "__init__": lambda self: None, "shadowed": 0}), Base)
print(kinds[1].count, instances[1].count)
kinds[1].__bases__[0].count = "changed"
print(kinds[1].count, instances[1].count)

seen_backwards = []
end = threading.Event()


def read(kind):
    last = 0
    instance = kind()
    while not end.is_set():
        for value in kind.count, instance.count:
            if value < last:
                seen_backwards.append((value, last))
            last = value


threads = [threading.Thread(target=read, args=(kind,)) for kind in kinds[2:5]]
for thread in threads:
    thread.start()
for _ in range(3000):
    Base.count += 1
end.set()
for thread in threads:
    thread.join()
print(seen_backwards, Base.count, kinds[2].count)

# expect: {1} {1} {1} own {1}
# expect: {2} {2} {2} own {2}
# expect: {3} {3} {3} own {3}
# expect: {4} {4} {4} own {4}
# expect: {5} {5} {5} own {5}
# expect: {'computed'} property
# expect: [False, False, False]
# expect: its own its own 1
# expect: other other
# expect: changed changed
# expect: [] 3001 3001
