# min-version: 3.15
lazy import no_such_module_anywhere
print("imported")
try:
    no_such_module_anywhere
except ImportError as e:
    print(type(e).__name__, e)

# expect: imported
# expect: ModuleNotFoundError No module named 'no_such_module_anywhere'
