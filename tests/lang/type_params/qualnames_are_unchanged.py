# min-version: 3.12
def outer():
    def inner[T]():
        class C[U]:
            def m[V](self): pass
        return C
    return inner
print(outer().__qualname__, outer()().__qualname__, outer()().m.__qualname__)

# expect: outer.<locals>.inner outer.<locals>.inner.<locals>.C outer.<locals>.inner.<locals>.C.m
