import itertools

for make in (
    lambda: itertools.product("ab", repeat=2**41),
    lambda: itertools.product("ab", repeat=2**62),
    lambda: itertools.tee("a", 2**62),
    lambda: list(itertools.repeat(1, 2**60)),
    lambda: [1].extend(itertools.repeat(1, 2**60)),
):
    try:
        make()
    except (MemoryError, OverflowError) as error:
        print(type(error).__name__)

# expect: MemoryError
# expect: OverflowError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
