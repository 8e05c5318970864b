# min-version: 3.14
def f(a, b): pass
class C: pass
print(f.__annotate__, f.__annotations__, C.__annotate__, C.__annotations__)

# expect: None {} None {}
