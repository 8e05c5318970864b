# min-version: 3.14
class C:
    def m(self, a: int) -> str: pass
    @classmethod
    def c(cls, b: bool): pass
print(C().m.__annotations__, C.c.__annotations__, C.__dict__["c"].__annotations__)

# expect: {'a': <class 'int'>, 'return': <class 'str'>} {'b': <class 'bool'>} {'b': <class 'bool'>}
