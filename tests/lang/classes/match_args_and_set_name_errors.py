# min-version: 3.12
class D:
    def __set_name__(self, o, n): raise ValueError("bad")
try:
    class C: x = D()
except ValueError as e:
    print(e, e.__notes__)

# expect: bad ["Error calling __set_name__ on 'D' instance 'x' in 'C'"]
