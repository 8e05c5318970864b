print(None, repr(None), bool(None), None == None, None == 0, [None] * 2, str(None))
print(hash(None) == hash(None), type(None)() is None)
for source in (
    "None + 1", "None.x", "None()", "None[0]", "len(None)", "type(None)(1)", "None < None",
    "for_ = [x for x in None]",
):
    try:
        exec(source)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)

# expect: None None False True False [None, None] None
# expect: True True
# expect: TypeError unsupported operand type(s) for +: 'NoneType' and 'int'
# expect: AttributeError 'NoneType' object has no attribute 'x'
# expect: TypeError 'NoneType' object is not callable
# expect: TypeError 'NoneType' object is not subscriptable
# expect: TypeError object of type 'NoneType' has no len()
# expect: TypeError NoneType takes no arguments
# expect: TypeError '<' not supported between instances of 'NoneType' and 'NoneType'
# expect: TypeError 'NoneType' object is not iterable
