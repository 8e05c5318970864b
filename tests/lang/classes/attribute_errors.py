class Point:
    def __init__(self):
        self.x = 1


p = Point()
for source in ["p.missing", "Point.missing", "None.x", "(1).x", "'s'.upperr", "[].push", "del_p()", "p.x.y"]:
    def del_p():
        del p.nothing
    try:
        eval(source)
    except AttributeError as error:
        print(error)
try:
    (1).x = 2
except AttributeError as error:
    print(str(error).split(" and ")[0])

# expect: 'Point' object has no attribute 'missing'
# expect: type object 'Point' has no attribute 'missing'
# expect: 'NoneType' object has no attribute 'x'
# expect: 'int' object has no attribute 'x'
# expect: 'str' object has no attribute 'upperr'
# expect: 'list' object has no attribute 'push'
# expect: 'Point' object has no attribute 'nothing'
# expect: 'int' object has no attribute 'y'
# expect: 'int' object has no attribute 'x'
