# batched() has ended once its source has raised an exception, though the source goes on.
# min-version: 3.12
import itertools


class Source:
    def __init__(self):
        self.count = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count == 4:
            raise KeyError("once")
        return self.count


batches = itertools.batched(Source(), 2)
print(next(batches))
try:
    next(batches)
except KeyError as error:
    print(repr(error))
print(next(batches, "STOP"), next(batches, "STOP"))

# expect: (1, 2)
# expect: KeyError('once')
# expect: STOP STOP
