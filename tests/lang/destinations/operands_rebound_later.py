# An operand is what the local holds when the operand's turn comes: binding the local again later in the expression does not change it.
def give(*arguments, **keywords):
    return arguments, sorted(keywords.items())


class Node:
    def __init__(self, name, value=None):
        self.name = name
        self.value = value

    def __repr__(self):
        return "<%s>" % self.name

    def method(self, *arguments, **keywords):
        return self, give(*arguments, **keywords)

    def __getitem__(self, key):
        return self, key

    def __setitem__(self, key, value):
        print("set", self, key, value)

    def __setattr__(self, name, value):
        if name == "target":
            print("set", self, name, value)
        else:
            object.__setattr__(self, name, value)

    def __iadd__(self, other):
        return Node("%s+%s" % (self.name, other))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        print("exit", self)


def fresh(name):
    return [name, name]


def arguments(x):
    return give(x, x := fresh("second"), x, x := fresh("third"), key=x, other=(x := fresh("fourth")), last=x)


def argument_in_comprehension(x):
    return give(x, [x := fresh(i) for i in range(2)], x)


def argument_in_nested_comprehension(x):
    return give(x, [[(x := fresh(i + j)) for i in range(2)] for j in range(2)], x)


def argument_in_lambda_default(x):
    return give(x, (lambda y=(x := fresh("default")): y)(), x)


def argument_in_branches(x, y):
    return give(x if y else y, (x := fresh("then")) if y else (y := fresh("else")), x, y)


def callee(f):
    return f(f := fresh("callee"), f)


def method(x):
    return x.method(x := Node("second"), x.method(x := Node("third")), x), x


def method_of_several_lines(x):
    return (x
            .method(x := Node("second"), key=x)), x


def method_in_comprehension(x):
    return x.method([x := Node(i) for i in range(2)], x)


def star(x):
    return give(*x, *(x := fresh("second")), x, **{"key": (x := fresh("third"))}, other=x)


def method_star(x):
    return x.method(*[x, (x := Node("second"))], *[x])


def operators(x):
    y = x + (x := fresh("second")) + x
    z = x == (x := fresh("third"))
    return y, z, x, x is (x := x), x in (x := [x])


def chained(x):
    return x < (x := x + 1) < (x := x + 1) > x - 1, x


def items(x):
    return x[x, (x := Node("key"))], x[(x := Node("other"))], x


def slices(x):
    return x[(x := [1, 2, 3])[0]:], x[:(x := 2)], x


def stores(x, y):
    y[x] = (x := Node("value"))
    y[x:(x := Node("stop"))] = x
    y.target = (y := Node("target"))
    y[(y := Node("key"))] = y
    return x, y


def augmented(x, y):
    x += (x := "first")
    y[0] += (y := [5])[0]
    return x, y


def displays(x):
    return [x, (x := fresh("second")), x], (x, (x := fresh("third"))), {"a": x, "b": (x := fresh("fourth"))}, sorted({*x, *(x := fresh("fifth"))}), x


def formatted(x):
    return f"{x} {(x := fresh('second'))} {x!r:>{(x := 20)}} {x}"


def boolean(x):
    return (x and (x := [])) or x, not x, x if (x := fresh("second")) else x


def unpacked(x, y):
    x, y = y, (x := fresh("second"))
    x, y = (x, y) if y else (y, x)
    (x, y), z = (y, x), x
    x[0], x = y, z
    return x, y, z


def swapped(x, y):
    x, y = y, x
    give(x, y)
    x, y, x = y, x, y
    return x, y


def managed(x):
    with x as y, (x := Node("second")) as x:
        return x, y


def loop(x):
    for x in x + (x := fresh("second")):
        y = x
    return x, y


def suspended(x):
    y = give(x, (yield x), x, (x := (yield)), x)
    y = x.method((yield y), x)
    yield y, x


for function in arguments, argument_in_comprehension, argument_in_nested_comprehension, argument_in_lambda_default, star, operators, displays, formatted, boolean, loop:
    print(function.__name__, function(fresh("first")))
for function in method, method_of_several_lines, method_in_comprehension, method_star, items, managed:
    print(function.__name__, function(Node("first")))
print(argument_in_branches(fresh("x"), fresh("y")), argument_in_branches(fresh("x"), []))
print(callee(give))
print(chained(1))
print(slices([4, 5, 6]))
print(stores(Node("x"), Node("y")))
print(augmented(Node("x"), [1]))
print(unpacked(fresh("x"), fresh("y")))
print(swapped(fresh("x"), fresh("y")))
generator = suspended(fresh("first"))
print(next(generator))
for sent in "sent", Node("sent node"), "last":
    print(generator.send(sent))

# expect: arguments ((['first', 'first'], ['second', 'second'], ['second', 'second'], ['third', 'third']), [('key', ['third', 'third']), ('last', ['fourth', 'fourth']), ('other', ['fourth', 'fourth'])])
# expect: argument_in_comprehension ((['first', 'first'], [[0, 0], [1, 1]], [1, 1]), [])
# expect: argument_in_nested_comprehension ((['first', 'first'], [[[0, 0], [1, 1]], [[1, 1], [2, 2]]], [2, 2]), [])
# expect: argument_in_lambda_default ((['first', 'first'], ['default', 'default'], ['default', 'default']), [])
# expect: star (('first', 'first', 'second', 'second', ['second', 'second']), [('key', ['third', 'third']), ('other', ['third', 'third'])])
# expect: operators (['first', 'first', 'second', 'second', 'second', 'second'], False, ['third', 'third'], True, True)
# expect: displays ([['first', 'first'], ['second', 'second'], ['second', 'second']], (['second', 'second'], ['third', 'third']), {'a': ['third', 'third'], 'b': ['fourth', 'fourth']}, ['fifth', 'fourth'], ['fifth', 'fifth'])
# expect: formatted ['first', 'first'] ['second', 'second'] ['second', 'second'] 20
# expect: boolean ([], True, ['second', 'second'])
# expect: loop ('second', 'second')
# expect: method ((<first>, ((<second>, (<second>, ((<third>,), [])), <third>), [])), <third>)
# expect: method_of_several_lines ((<first>, ((<second>,), [('key', <second>)])), <second>)
# expect: method_in_comprehension (<first>, (([<0>, <1>], <1>), []))
# expect: method_star (<first>, ((<first>, <second>, <second>), []))
# expect: items ((<first>, (<first>, <key>)), (<key>, <other>), <other>)
# expect: exit <second>
# expect: exit <first>
# expect: managed (<second>, <first>)
# expect: ((['x', 'x'], ['then', 'then'], ['then', 'then'], ['y', 'y']), []) (([], ['else', 'else'], ['x', 'x'], ['else', 'else']), [])
# expect: ((['callee', 'callee'], ['callee', 'callee']), [])
# expect: (True, 3)
# expect: ([5, 6], [1, 2], 2)
# expect: set <y> <value> <value>
# expect: set <y> slice(<value>, <stop>, None) <value>
# expect: set <target> target <target>
# expect: set <target> <key> <target>
# expect: (<stop>, <key>)
# expect: (<x+first>, [5])
# expect: (['y', 'y'], ['y', 'y'], ['y', 'y'])
# expect: (['x', 'x'], ['y', 'y'])
# expect: ['first', 'first']
# expect: None
# expect: ((['first', 'first'], 'sent', ['first', 'first'], <sent node>, <sent node>), [])
# expect: ((<sent node>, (('last', <sent node>), [])), <sent node>)
