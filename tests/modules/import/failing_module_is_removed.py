import sys

for _ in range(2):
    try:
        import _pkg.failing
    except ValueError as error:
        print(error, "_pkg.failing" in sys.modules, "_pkg" in sys.modules)

# expect: while importing False True
# expect: while importing False True
