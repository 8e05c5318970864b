# What C code keeps, several threads use: containers of C that grow meanwhile, variables of C under a lock, objects that are
# not tracked yet, borrowed references in critical sections.
import gc
import threading
import weakref
import escapes as c

ROUNDS = 300


def in_threads(*targets):
    failed = []

    def guard(target):
        try:
            target()
        except BaseException as e:
            failed.append(repr(e))

    workers = [threading.Thread(target=guard, args=(target,)) for target in targets]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return failed


# One thread appends, others call each kind of function.
WAYS = {
    "noargs": lambda bag: bag.noargs(),
    "varargs": lambda bag: bag.varargs(1, 2),
    "keywords": lambda bag: bag.keywords(1, a=2),
    "fast": lambda bag: bag.fast(1, 2),
    "fast_keywords": lambda bag: bag.fast_keywords(1, b=2),
    "object": lambda bag: bag.last(None),
    "len": len,
    "item": lambda bag: bag[0],
    "contains": lambda bag: 1 in bag,
    "bool": bool,
    "hash": hash,
    "call": lambda bag: bag(1),
    "compare": lambda bag: bag < bag,
    "add": lambda bag: bag + 1,
    "next": next,
    "getter": lambda bag: bag.newest,
    "member": lambda bag: bag.member,
}


def append(bag):
    for i in range(ROUNDS):
        bag.append([i])
        bag.newest = [i]
        bag.member = [i]


def call(bag, way):
    for i in range(ROUNDS):
        way(bag)


for name, way in WAYS.items():
    bag = c.Bag()
    bag.append([0])
    bag.member = [0]
    failed = in_threads(lambda: append(bag), lambda: call(bag, way), lambda: call(bag, way), lambda: [gc.collect() for _ in range(3)])
    if failed or len(bag) != 2 * ROUNDS + 1:
        print(name, failed, len(bag))

# A call does not walk over what the container holds.
gc.disable()
before = c.visits()
for way in WAYS.values():
    call(bag, way)
append(bag)
print(c.visits() - before)
gc.enable()


# A variable of C that is counted under a lock for which other threads wait.
def put():
    for i in range(ROUNDS * 10):
        c.cell_put([i])


def get():
    for i in range(ROUNDS * 10):
        c.cell_get()


print(in_threads(put, get, get, lambda: [gc.collect() for _ in range(5)]))


# Lists that have moved through tuples are lists that threads share.
def take(found):
    for i in range(ROUNDS):
        item, = c.cell_move()
        if item is not None:
            item.append(i)
            found.append(item)


found = []
print(in_threads(put, lambda: take(found), lambda: take(found)), all(len(item) == 2 for item in found))

# Subclasses of containers in fields of C: what they hold is shared, too.
for make in (c.SubList, c.SubDict):
    bag = c.Bag()

    def fill():
        inner = make()
        if make is c.SubList: inner.append([0])
        else: inner[0] = [0]
        bag.member = inner

    def change():
        for i in range(ROUNDS):
            bag.member[0].append(i)

    in_threads(fill)
    print(in_threads(change, change, change), len(bag.member[0]))


# Objects whose fields are not filled yet are not visited.
bags = [c.make_slowly(5, gc.collect) for i in range(5)]
print([len(bag) for bag in bags])
print(c.hide(bags[0], gc.collect), c.hide(c.Bag(), lambda: None))


class WithDict(c.Bag):
    pass


bag = WithDict()
bag.a = bag.b = [1]
del bag.a
print(c.hide(bag, lambda: (setattr(bag, "c", 3), gc.collect())), bag.__dict__)

# Borrowed references in critical sections, while Python code changes the containers.
d = {i: [i] for i in range(20)}
l = [[i] for i in range(20)]


def change():
    for i in range(ROUNDS * 10):
        d[i % 20] = [i]
        l[i % 20] = [i]
        if i % 50 == 0: gc.collect(0)


def read(function, *args):
    for i in range(ROUNDS * 3):
        function(*args)


print(in_threads(change, change, lambda: read(c.dict_sizes, d), lambda: read(c.list_sizes, l), lambda: read(c.dict_get, d, 3)))
print(c.dict_sizes(d), c.list_sizes(l), type(c.dict_get(d, 3)), c.dict_get(d, 100))


# What a call has borrowed lives until it ends, and no longer.
class Item(list):
    pass


d, l = {0: Item()}, [Item()]
items = [weakref.ref(d[0]), weakref.ref(l[0])]
c.dict_sizes(d), c.list_sizes(l), c.dict_get(d, 0)
d.clear(), l.clear()
print([item() for item in items])
# expect: 0
# expect: []
# expect: [] True
# expect: [] 901
# expect: [] 901
# expect: [5, 5, 5, 5, 5]
# expect: (1, 1, 1) (1, 1, 1)
# expect: (1, 1, 1) {'b': [1], 'c': 3}
# expect: []
# expect: 20 20 <class 'list'> None
# expect: [None, None]
