"""Threads read what others overwrite: members of each kind, and slots with instances whose blocks are used again at once."""

import shared_instances
import threading

ROUNDS = 20000


def together(*functions):
    """The complaints of all, each run on a thread of its own."""
    wrong, barrier = [], threading.Barrier(len(functions))

    def run(function):
        barrier.wait()
        try:
            wrong.extend(function() or ())
        except BaseException as e:
            wrong.append(e)

    threads = [threading.Thread(target=run, args=(f,)) for f in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong[:3]


# ---- members

fields = shared_instances.Fields()
plain = {
    "truth": (False, True),
    "byte": (-128, 127),
    "ubyte": (0, 255),
    "half": (-(2**15), 2**15 - 1),
    "uhalf": (0, 2**16 - 1),
    "whole": (-(2**31), 2**31 - 1),
    "uwhole": (0, 2**32 - 1),
    "wide": (-(2**63), 2**63 - 1),
    "uwide": (0, 2**64 - 1),
    "huge": (-(2**63), 2**63 - 1),
    "uhuge": (0, 2**64 - 1),
    "size": (-(2**63), 2**63 - 1),
    "single": (-0.5, 1.5),
    "real": (-1e300, 0.1),
    "letter": ("a", "z"),
}


def exercise(name, values):
    setattr(fields, name, values[0])

    def write():
        for i in range(ROUNDS // 20):
            setattr(fields, name, values[i % 2])

    def read():
        return [v for v in (getattr(fields, name) for _ in range(ROUNDS // 20)) if v not in values]

    return together(write, read, write, read)


print([(name, wrong) for name, values in plain.items() if (wrong := exercise(name, values))])


def exercise_objects(name, make, is_good, empties):
    setattr(fields, name, make(0))

    def write():
        for i in range(ROUNDS):
            setattr(fields, name, make(i))
            if empties and i % 7 == 0:
                try:
                    delattr(fields, name)
                except AttributeError:
                    pass

    def read():
        wrong = []
        for _ in range(ROUNDS):
            try:
                v = getattr(fields, name)
            except AttributeError:
                continue
            if not (empties and v is None) and not is_good(v):
                wrong.append(v)
        return wrong

    return together(write, read, write, read)


for name in "strict", "lenient":
    for empties in False, True:
        print(
            name,
            exercise_objects(name, lambda i: [i], lambda v: type(v) is list and len(v) == 1, empties),
            exercise_objects(name, lambda i: "text %d" % i, lambda v: v.startswith("text "), empties),
            exercise_objects(name, lambda i: i * 0.1 if i % 2 else 2**70 + i, lambda v: v < 2000 or v >= 2**70, empties),
        )

# ---- free lists


class Holder:
    pass


def exercise_free_list(cls, between=lambda: None):
    """Only instances with the tag 1 are ever stored."""
    items, table, holder = [cls(1)], {"key": cls(1)}, Holder()
    holder.attribute = cls(1)

    def write():
        for i in range(ROUNDS):
            items[0] = cls(1)
            passing = cls(2)
            table["key"] = cls(1)
            other = cls(3)
            holder.attribute = cls(1)
            passing = other = None
            if i == ROUNDS // 2:
                between()

    def read():
        wrong = []
        for _ in range(ROUNDS):
            wrong += [x.tag for x in (items[0], table["key"], holder.attribute) if x.tag != 1]
        return wrong

    return together(write, read, read)


print(exercise_free_list(shared_instances.Listed))
print(exercise_free_list(shared_instances.Fickle, shared_instances.keep_from_now_on))
print(shared_instances.reused() > 0)

# expect: []
# expect: strict [] [] []
# expect: strict [] [] []
# expect: lenient [] [] []
# expect: lenient [] [] []
# expect: []
# expect: []
# expect: True
