import sys


def hook(kind, value, tb):
    print("hook:", kind.__name__, value, tb is not None)


sys.excepthook = hook
sys.displayhook(5)
sys.displayhook(None)
raise ValueError("to the hook")

# expect: 5
# expect: hook: ValueError to the hook True
# expect-error: 
# status: 1
