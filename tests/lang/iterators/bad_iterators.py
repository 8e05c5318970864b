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

# expect-before-3.14: iter() returned non-iterator of type 'int'
# expect-before-3.14: iter() returned non-iterator of type 'NotIterator'
# expect-since-3.14: NoNext.__iter__() must return an iterator, not int
# expect-since-3.14: NotIterator.__iter__() must return an iterator, not NotIterator
# expect: 'list' object is not an iterator
