import sys

print("before")
sys.exit("fatal: reason")

# expect: before
# expect-error: fatal: reason
# status: 1
