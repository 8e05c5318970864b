class C:
    x = 1


c = C()
setattr(c, "y", 2)
print(getattr(c, "x"), getattr(c, "z", "default"), hasattr(c, "y"), hasattr(c, "q"), vars(c))
delattr(c, "y")
print(hasattr(c, "y"))
setattr(c, "not an identifier", 3)
print(vars(c))
for source in (
    "getattr(c, 'nope')", "delattr(c, 'x')", "getattr(c, 5)", "setattr(5, 'x', 1)", "vars(5)", "hasattr(c, 1)",
):
    try:
        eval(source)
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, str(error).split(" and ")[0])

# expect: 1 default True False {'y': 2}
# expect: False
# expect: {'not an identifier': 3}
# expect: AttributeError 'C' object has no attribute 'nope'
# expect: AttributeError 'C' object has no attribute 'x'
# expect: TypeError attribute name must be string, not 'int'
# expect: AttributeError 'int' object has no attribute 'x'
# expect: TypeError vars() argument must have __dict__ attribute
# expect: TypeError attribute name must be string, not 'int'
