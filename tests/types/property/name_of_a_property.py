# __name__ of a property: set, deleted, None.
# min-version: 3.13
def getter(self):
    raise AttributeError
p = property(getter)
print(p.__name__)
p.__name__ = "other"
print(p.__name__)
p.__name__ = None
print(p.__name__)
class C:
    q = p
try:
    C().q = 1
except AttributeError as e:
    print(e)
del p.__name__
print(p.__name__)
for wrong in (property(None, getter), property()):
    try:
        print(wrong.__name__)
    except AttributeError as e:
        print(e)

# expect: getter
# expect: other
# expect: None
# expect: property 'q' of 'C' object has no setter
# expect: getter
# expect: 'property' object has no attribute '__name__'
# expect: 'property' object has no attribute '__name__'
