# min-version: 3.13
# All keys are looked at before the first attribute is set.
import types
n = types.SimpleNamespace(a=1)
for mapping in {"b": 2, 1: 3}, [("b", 2), (None, 3)]:
    try:
        n.__init__(mapping)
    except TypeError as e:
        print(e, n)

# expect: keywords must be strings namespace(a=1)
# expect: keywords must be strings namespace(a=1)
