Template, Interpolation = type(t""), type(t"{0}".interpolations[0])
t = Template("a", "b", Interpolation(5, "x"), Interpolation(6))
print(t.strings, t.values, Interpolation(1, "e", "r", "s"))
match t.interpolations[0]:
    case Interpolation(value, expression):
        print(value, expression)
for arguments in ((1,), (Interpolation,)):
    try:
        Template(*arguments)
    except TypeError as error:
        print(error)
try:
    Interpolation(1, "e", "q")
except ValueError as error:
    print(error)

# expect: ('ab', '', '') (5, 6) Interpolation(1, 'e', 'r', 's')
# expect: 5 x
# expect: Template.__new__ *args need to be of type 'str' or 'Interpolation', got int
# expect: Template.__new__ *args need to be of type 'str' or 'Interpolation', got type
# expect: Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'
# min-version: 3.14
