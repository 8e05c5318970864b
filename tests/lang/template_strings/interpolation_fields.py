# min-version: 3.14
name, width = "World", 8
t = t"Hello {name!r:>{width}} and {1 + 1}"
print(t.strings, len(t.interpolations), t.values)
for i in t.interpolations:
    print((i.value, i.expression, i.conversion, i.format_spec))

# expect: ('Hello ', ' and ', '') 2 ('World', 2)
# expect: ('World', 'name', 'r', '>8')
# expect: (2, '1 + 1', None, '')
