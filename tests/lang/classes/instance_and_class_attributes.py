class Dog:
    kind = "canine"
    tricks = []

    def __init__(self, name):
        self.name = name


a, b = Dog("Fido"), Dog("Rex")
a.tricks.append("roll")
a.kind = "wolf"
print(b.tricks, a.kind, b.kind, Dog.kind, vars(a), vars(b))
del a.kind
print(a.kind)
Dog.kind = "dog"
print(a.kind, b.kind)

# expect: ['roll'] wolf canine canine {'name': 'Fido', 'kind': 'wolf'} {'name': 'Rex'}
# expect: canine
# expect: dog dog
