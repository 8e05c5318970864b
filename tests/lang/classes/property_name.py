# min-version: 3.13
class C:
    @property
    def x(self): return 1
    y = property()
print(C.x.__name__, hasattr(C.y, "__name__"), C.x.fget.__name__)
C.x.__name__ = "renamed"
print(C.x.__name__)

# expect: x True x
# expect: renamed
