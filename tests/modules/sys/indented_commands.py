# The text of -c may be indented as a whole.
import subprocess
import sys

if sys.version_info < (3, 14):
    sys.exit()


def run(text):
    result = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    print(repr(result.stdout), result.stderr.splitlines()[-1:])


run("   print(1)\n   print(2)")
run("\n\n    if 1:\n        print(1)\n \t  \n    print('''a\n    b\n      c''')\n")
run("\tprint(1)\n\tprint(2)")
run("\t print(1)\n\t\tprint(2)")
run("    print(1)\n  print(2)")
run("  print(1)\nprint(2)")
run("   ")
run("  # comment\n    print(1)")
run("  print(1)\\\n  ; print(2)")

# expect-since-3.14: '1\n2\n' []
# expect-since-3.14: '1\na\nb\n  c\n' []
# expect-since-3.14: '1\n2\n' []
# expect-since-3.14: '' ['IndentationError: unexpected indent']
# expect-since-3.14: '' ['IndentationError: unexpected indent']
# expect-since-3.14: '' ['IndentationError: unexpected indent']
# expect-since-3.14: '' []
# expect-since-3.14: '' ['IndentationError: unexpected indent']
# expect-since-3.14: '1\n2\n' []
