import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


sys.setrecursionlimit(6000)
print(depth(5000), sys.getrecursionlimit())
sys.setrecursionlimit(200)
try:
    depth(500)
except RecursionError:
    print("limited")

# expect: 5000 6000
# expect: limited
