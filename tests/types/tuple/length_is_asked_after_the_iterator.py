class Sized:
    def __len__(self):
        print("length")
        return 2


class Items(Sized):
    def __iter__(self):
        print("iterator")
        return iter("ab")


print(tuple(Items()))
try:
    tuple(Sized())
except TypeError as error:
    print(error)

# expect: iterator
# expect-before-3.15: length
# expect: ('a', 'b')
# expect: 'Sized' object is not iterable
