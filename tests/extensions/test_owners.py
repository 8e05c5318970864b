"""What C code makes for a class of Python code outlives the names of that class; an instance without a dict gets none."""

import gc

import owners


def made(make):
    """A descriptor whose class has no other name. What comes after takes the memory of a class that has died."""
    descriptor = make(type("Owner", (), {}))
    gc.collect()
    others = [type("Other%d" % i, (), {"a": i}) for i in range(50)]
    return descriptor, others


for make in (owners.method_of, owners.class_method_of, owners.getter_of):
    descriptor, others = made(make)
    print(type(descriptor).__name__, descriptor.__objclass__.__name__, descriptor.__name__, descriptor.__doc__)
    print("Owner" in repr(descriptor), "Owner" in descriptor.__qualname__)
    owner = descriptor.__objclass__
    owner.added = descriptor
    print(owner().added is not None, isinstance(owner(), owner))
    try:
        descriptor.__get__(others[0](), others[0])
    except TypeError as error:
        print("TypeError", "Owner" in str(error))


class Slotted:
    __slots__ = ("a",)


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


slotted = Slotted()
slotted.a = 1
for value in (slotted, 5, "text", [1], object(), print):
    attempt(owners.set_dict, value, {"b": 2})
attempt(owners.dict_of, slotted)
print(slotted.a)

# expect: method_descriptor Owner itself Gives itself.
# expect: True True
# expect: True True
# expect: TypeError True
# expect: classmethod_descriptor Owner itself Gives itself.
# expect: True True
# expect: True True
# expect: TypeError True
# expect: getset_descriptor Owner got Itself.
# expect: True True
# expect: True True
# expect: TypeError True
# expect: AttributeError This object has no __dict__
# expect: AttributeError This object has no __dict__
# expect: AttributeError This object has no __dict__
# expect: AttributeError This object has no __dict__
# expect: AttributeError This object has no __dict__
# expect: AttributeError This object has no __dict__
# expect: AttributeError This object has no __dict__
# expect: 1
