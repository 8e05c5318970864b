# min-version: 3.14
class C:
    x: y
    y = 1
annotate = C.__annotate__
print(C.__annotations__)
C.y = 2
print(C.__annotations__, annotate(1))

# expect: {'x': 1}
# expect: {'x': 1} {'x': 2}
