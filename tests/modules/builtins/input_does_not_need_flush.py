import io, sys

class Silent:
    def write(self, text): pass

saved = sys.stdin, sys.stdout
try:
    sys.stdin, sys.stdout = io.StringIO("line\n"), Silent()
    line = input("prompt")
finally:
    sys.stdin, sys.stdout = saved
print(line)

# expect: line
