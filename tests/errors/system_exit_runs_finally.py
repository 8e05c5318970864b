import sys

try:
    sys.exit(2)
finally:
    print("finally")

# expect: finally
# expect-error: 
# status: 2
