# Instances of native types keep their struct: a class over another native type of the same size is refused, as `__class__` and as a base.
import collections
import datetime
import functools
import itertools
import operator

natives = [itertools.chain, itertools.repeat, itertools.compress, itertools.zip_longest, datetime.date, datetime.timezone, collections.deque,
           functools.partial, operator.itemgetter, bytearray, list, dict, set, property, staticmethod, int, float, object]
givens = {itertools.repeat: (1,), itertools.compress: ((), ()), datetime.date: (2000, 1, 1), functools.partial: (len,), operator.itemgetter: (1,), staticmethod: (len,)}
classes = []
for native in natives:
    try:
        classes.append((native, type("A", (native,), {}), type("B", (native,), {})))
    except TypeError:
        pass

for native, first, second in classes:
    refused = 0
    for other, _, target in classes:
        thing = first(*givens.get(native, ()))
        try:
            thing.__class__ = target
        except TypeError as error:
            refused += "object layout differs from 'A'" in str(error)
        else:
            print(native.__name__, "becomes", other.__name__, isinstance(thing, native))
    print(native.__name__, "refused:", refused)

for native, first, second in classes:
    refused = []
    for other, _, target in classes:
        below = type("Below", (first,), {})
        try:
            below.__bases__ = (target,)
        except TypeError as error:
            refused.append(str(error).split(": ")[1])
        else:
            print("below", native.__name__, "stands", other.__name__)
    print(sorted(set(refused)), len(refused))

# expect: chain becomes chain True
# expect: chain refused: 15
# expect: repeat becomes repeat True
# expect: repeat refused: 15
# expect: compress becomes compress True
# expect: compress refused: 15
# expect: zip_longest becomes zip_longest True
# expect: zip_longest refused: 15
# expect: date becomes date True
# expect: date refused: 15
# expect: deque becomes deque True
# expect: deque refused: 15
# expect: partial becomes partial True
# expect: partial refused: 15
# expect: bytearray becomes bytearray True
# expect: bytearray refused: 15
# expect: list becomes list True
# expect: list refused: 15
# expect: dict becomes dict True
# expect: dict refused: 15
# expect: set becomes set True
# expect: set refused: 15
# expect: property becomes property True
# expect: property refused: 15
# expect: staticmethod becomes staticmethod True
# expect: staticmethod refused: 15
# expect: int becomes int True
# expect: int refused: 15
# expect: float becomes float True
# expect: float refused: 15
# expect: object becomes object True
# expect: object refused: 15
# expect: below chain stands chain
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below repeat stands repeat
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below compress stands compress
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below zip_longest stands zip_longest
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below date stands date
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below deque stands deque
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below partial stands partial
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below bytearray stands bytearray
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below list stands list
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below dict stands dict
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below set stands set
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below property stands property
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below staticmethod stands staticmethod
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below int stands int
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below float stands float
# expect: ["'B' object layout differs from 'A'"] 15
# expect: below object stands object
# expect: ["'B' object layout differs from 'A'"] 15
