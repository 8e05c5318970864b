# min-version: 3.14
a = 1
t = t"x{a}" + t"{a}y"
print(t.strings, t.values)
u = t"a{a}" t"b{a}"
print(u.strings, u.values)
for bad in (lambda: t"x" + "y", lambda: "y" + t"x"):
    try:
        bad()
    except TypeError as e:
        print(e)

# expect: ('x', '', 'y') (1, 1)
# expect: ('a', 'b', '') (1, 1)
# expect: can only concatenate string.templatelib.Template (not "str") to string.templatelib.Template
# expect: can only concatenate str (not "string.templatelib.Template") to str
