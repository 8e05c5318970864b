# min-version: 3.14
x = 1
t = t"""a
{
    x  # comment
}
b"""
print(t.strings, t.values, repr(t.interpolations[0].expression.strip().split()[0]))

# expect: ('a\n', '\nb') (1,) 'x'
