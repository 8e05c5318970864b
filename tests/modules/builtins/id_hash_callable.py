a = []
b = a
print(id(a) == id(b), id(a) == id([]), id(None) == id(None), callable(len), callable(5))
print(callable(int), callable(lambda: 0), callable(object()), hash("a") == hash("a"))
print(hash((1, 2)) == hash((1, 2)))


class C:
    def __call__(self):
        pass


print(callable(C), callable(C()))

# expect: True False True True False
# expect: True True False True
# expect: True
# expect: True True
