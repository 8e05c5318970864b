import sys

try:
    sys.exit(5)
except SystemExit as e:
    print(e.code)
try:
    sys.exit()
except SystemExit as e:
    print(e.code)
print("leaving")
sys.exit(7)

# expect: 5
# expect: None
# expect: leaving
# expect-error: 
# status: 7
