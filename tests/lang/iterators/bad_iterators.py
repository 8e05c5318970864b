class NoNext:
    def __iter__(self):
        return 5


class NotIterator:
    def __iter__(self):
        return self


for thing in (NoNext(), NotIterator()):
    try:
        iter(thing)
    except TypeError as error:
        print(error)
try:
    next([])
except TypeError as error:
    print(error)

# expect: iter() returned non-iterator of type 'int'
# expect: iter() returned non-iterator of type 'NotIterator'
# expect: 'list' object is not an iterator
