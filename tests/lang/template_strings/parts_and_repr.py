name, n = "World", 3.14159
t = t"Hello {name!r:>{10}} and {n:.2f}{name}!"
print(t.strings, t.values)
print([(i.expression, i.conversion, i.format_spec) for i in t.interpolations])
print(list(t"{1}x{2}"))
print(t"", t"text")
print(t"a{1}" + t"b{2}c")
try:
    t"a" + "b"
except TypeError as error:
    print(error)

# expect: ('Hello ', ' and ', '', '!') ('World', 3.14159, 'World')
# expect: [('name', 'r', '>10'), ('n', None, '.2f'), ('name', None, '')]
# expect: [Interpolation(1, '1', None, ''), 'x', Interpolation(2, '2', None, '')]
# expect: Template(strings=('',), interpolations=()) Template(strings=('text',), interpolations=())
# expect: Template(strings=('a', 'b', 'c'), interpolations=(Interpolation(1, '1', None, ''), Interpolation(2, '2', None, '')))
# expect: can only concatenate string.templatelib.Template (not "str") to string.templatelib.Template
# min-version: 3.14
