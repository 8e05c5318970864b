# min-version: 3.14
class T:
    def __trunc__(self): return 3
try:
    print(int(T()))
except TypeError as e:
    print(e)

# expect: int() argument must be a string, a bytes-like object or a real number, not 'T'
