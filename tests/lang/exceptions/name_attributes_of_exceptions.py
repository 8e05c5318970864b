# min-version: 3.12
try:
    exec("missing_name", {})
except NameError as e:
    print(e.name)
try:
    (1).missing
except AttributeError as e:
    print(e.name, e.obj)
try:
    from itertools import missing
except ImportError as e:
    print(e.name, e.name_from, e.path)

# expect: missing_name
# expect: missing 1
# expect: itertools missing None
