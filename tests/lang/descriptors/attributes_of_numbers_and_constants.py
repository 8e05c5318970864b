# Attributes of ints, floats, None and their like, read again and again at one place, also in turn with other objects.
class Own:
    real = "own"
    @property
    def imag(self):
        return "property"

def class_of(x):
    return x.__class__

def parts_of(x):
    return x.real, x.imag

def width_of(x):
    return x.bit_length

def doc_of(x):
    return x.__doc__ is not None

values = [5, 2.5, None, True, False, ..., NotImplemented, "text", 2**80, -1, -0.0, 1j, Own(), Own, [], b""]
for round in range(50):
    classes = [class_of(x).__name__ for x in values]
print(classes)
for alone in values:
    print({class_of(alone).__name__ for round in range(50)})

numbers = [5, 2.5, True, 2**80, 1j, Own()]
for round in range(50):
    parts = [parts_of(x) for x in numbers]
print(parts)
for round in range(50):
    widths = [width_of(x)() for x in (5, True, 2**80, 0)]
print(widths)
print({doc_of(x) for round in range(50) for x in (1, 2.5, None, True)})

def missing(x):
    try:
        return x.no_such_name
    except AttributeError as e:
        return str(e)

print({missing(1) for round in range(50)}, missing(None), missing(2.5))

def stored(x):
    try:
        x.__class__ = float
    except TypeError as e:
        return type(e).__name__

print({stored(1) for round in range(50)})

# expect: ['int', 'float', 'NoneType', 'bool', 'bool', 'ellipsis', 'NotImplementedType', 'str', 'int', 'int', 'float', 'complex', 'Own', 'type', 'list', 'bytes']
# expect: {'int'}
# expect: {'float'}
# expect: {'NoneType'}
# expect: {'bool'}
# expect: {'bool'}
# expect: {'ellipsis'}
# expect: {'NotImplementedType'}
# expect: {'str'}
# expect: {'int'}
# expect: {'int'}
# expect: {'float'}
# expect: {'complex'}
# expect: {'Own'}
# expect: {'type'}
# expect: {'list'}
# expect: {'bytes'}
# expect: [(5, 0), (2.5, 0.0), (1, 0), (1208925819614629174706176, 0), (0.0, 1.0), ('own', 'property')]
# expect: [3, 1, 81, 0]
# expect: {True}
# expect: {"'int' object has no attribute 'no_such_name'"} 'NoneType' object has no attribute 'no_such_name' 'float' object has no attribute 'no_such_name'
# expect: {'TypeError'}
