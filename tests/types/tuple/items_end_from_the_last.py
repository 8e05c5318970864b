# The items of a tuple or list that ends do so from the last one to the first.
class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


class Sub(tuple):
    pass


for kind in tuple, Sub, list:
    items = kind([Told(1), Told(2), Told(3)])
    del items
    print(kind.__name__)

# expect: end of 3
# expect: end of 2
# expect: end of 1
# expect: tuple
# expect: end of 3
# expect: end of 2
# expect: end of 1
# expect: Sub
# expect: end of 3
# expect: end of 2
# expect: end of 1
# expect: list
