# The repr of a subclass of staticmethod or classmethod names the base.
class S(staticmethod): pass
class C(classmethod): pass
print(S(len), C(len), staticmethod(len), classmethod(len))
try:
    S()
except TypeError as e:
    print(e)

# expect: <staticmethod(<built-in function len>)> <classmethod(<built-in function len>)> <staticmethod(<built-in function len>)> <classmethod(<built-in function len>)>
# expect: staticmethod expected 1 argument, got 0
