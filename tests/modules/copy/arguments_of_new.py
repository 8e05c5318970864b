# What pickle and copy hand to __new__() of subclasses of built-in types.
import copy


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


class Int(int):
    pass


class Str(str):
    pass


class Tuple(tuple):
    pass


for source in """(5).__getnewargs__(), True.__getnewargs__(), (1 << 100).__getnewargs__(), Int(7).__getnewargs__()
1.5.__getnewargs__(), (1 + 2j).__getnewargs__(), float('inf').__getnewargs__()
'text'.__getnewargs__(), Str('x').__getnewargs__(), b'bytes'.__getnewargs__()
(1, 2).__getnewargs__(), Tuple('ab').__getnewargs__(), ().__getnewargs__()
[type(part.__getnewargs__()[0]).__name__ for part in (Int(7), Str('x'), Tuple('ab'), True)]
(5).__getnewargs__(1)
str.__getnewargs__(5)
tuple.__getnewargs__()
[].__getnewargs__()""".splitlines():
    show(source)
for thing in (Int(7), Str("x"), Tuple("ab")):
    thing.attribute = [1]
    same = copy.copy(thing)
    deep = copy.deepcopy(thing)
    print(type(same).__name__, same, same.attribute is thing.attribute, deep == thing, deep.attribute == thing.attribute, deep.attribute is thing.attribute)

# expect: (5).__getnewargs__(), True.__getnewargs__(), (1 << 100).__getnewargs__(), Int(7).__getnewargs__() -> ((5,), (1,), (1267650600228229401496703205376,), (7,))
# expect: 1.5.__getnewargs__(), (1 + 2j).__getnewargs__(), float('inf').__getnewargs__() -> ((1.5,), (1.0, 2.0), (inf,))
# expect: 'text'.__getnewargs__(), Str('x').__getnewargs__(), b'bytes'.__getnewargs__() -> (('text',), ('x',), (b'bytes',))
# expect: (1, 2).__getnewargs__(), Tuple('ab').__getnewargs__(), ().__getnewargs__() -> (((1, 2),), (('a', 'b'),), ((),))
# expect: [type(part.__getnewargs__()[0]).__name__ for part in (Int(7), Str('x'), Tuple('ab'), True)] -> ['int', 'str', 'tuple', 'int']
# expect: (5).__getnewargs__(1) -> TypeError
# expect: str.__getnewargs__(5) -> TypeError
# expect: tuple.__getnewargs__() -> TypeError
# expect: [].__getnewargs__() -> AttributeError 'list' object has no attribute '__getnewargs__'
# expect: Int 7 True True True False
# expect: Str x True True True False
# expect: Tuple ('a', 'b') True True True False
