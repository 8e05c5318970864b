# min-version: 3.14
import warnings
warnings.simplefilter("ignore")
space = {}
exec("""
def f():
    try:
        1 / 0
    finally:
        return 'kept'
def g():
    for i in range(3):
        try:
            1 / 0
        finally:
            continue
    return i
""", space)
print(space["f"](), space["g"]())

# expect: kept 2
