# The tokens of the parser itself: indentations and the end have no column, a comment belongs to the end of its line.
# As since 3.13.
import io
import sys
import threading
import tokenize
from tokenize import TokenInfo

SOURCES = ["if 1:\n  x\ny", "if 1:\n  if 2:\n    x\n  # c\n  y\n# d\nz # e\n", "x\n\n", "x # c", "# c\n# d", "\n", "", "(\n# c\n1)", "'''a\nb'''",
           "class A:\n  def f():\n    pass\n\n\n  def g(): pass\n", "if 1:\n  x\n    ", "for _ in a:\n  pass"]

print(len(SOURCES))
if sys.version_info < (3, 13):
    sys.exit()
TokenizerIter = tokenize._tokenize.TokenizerIter
for source in SOURCES:
    print(repr(source))
    for token in TokenizerIter(io.StringIO(source).readline, extra_tokens=False):
        print(*map(repr, token[1:]))

# Threads that share an iterator get each token once.
lines = "".join(f"name{i} = {i}\n" for i in range(300))
shared = TokenizerIter(io.StringIO(lines).readline, extra_tokens=True)
found = []
threads = [threading.Thread(target=lambda: [found.append(TokenInfo(*token)) for token in shared]) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
alone = [TokenInfo(*token) for token in TokenizerIter(io.StringIO(lines).readline, extra_tokens=True)]
print(sorted(found) == sorted(alone), len(found))

# expect: 12
# expect-since-3.13: 'if 1:\n  x\ny'
# expect-since-3.13: 'if' (1, 0) (1, 2) 'if 1:\n'
# expect-since-3.13: '1' (1, 3) (1, 4) 'if 1:\n'
# expect-since-3.13: ':' (1, 4) (1, 5) 'if 1:\n'
# expect-since-3.13: '' (1, 5) (1, 5) 'if 1:\n'
# expect-since-3.13: '' (2, -1) (2, -1) '  x\n'
# expect-since-3.13: 'x' (2, 2) (2, 3) '  x\n'
# expect-since-3.13: '' (2, 3) (2, 3) '  x\n'
# expect-since-3.13: '' (3, -1) (3, -1) 'y'
# expect-since-3.13: 'y' (3, 0) (3, 1) 'y'
# expect-since-3.13: '' (3, 1) (3, 1) 'y'
# expect-since-3.13: '' (3, -1) (3, -1) 'y'
# expect-since-3.13: 'if 1:\n  if 2:\n    x\n  # c\n  y\n# d\nz # e\n'
# expect-since-3.13: 'if' (1, 0) (1, 2) 'if 1:\n'
# expect-since-3.13: '1' (1, 3) (1, 4) 'if 1:\n'
# expect-since-3.13: ':' (1, 4) (1, 5) 'if 1:\n'
# expect-since-3.13: '' (1, 5) (1, 5) 'if 1:\n'
# expect-since-3.13: '' (2, -1) (2, -1) '  if 2:\n'
# expect-since-3.13: 'if' (2, 2) (2, 4) '  if 2:\n'
# expect-since-3.13: '2' (2, 5) (2, 6) '  if 2:\n'
# expect-since-3.13: ':' (2, 6) (2, 7) '  if 2:\n'
# expect-since-3.13: '' (2, 7) (2, 7) '  if 2:\n'
# expect-since-3.13: '' (3, -1) (3, -1) '    x\n'
# expect-since-3.13: 'x' (3, 4) (3, 5) '    x\n'
# expect-since-3.13: '' (3, 5) (3, 5) '    x\n'
# expect-since-3.13: '' (5, -1) (5, -1) '  y\n'
# expect-since-3.13: 'y' (5, 2) (5, 3) '  y\n'
# expect-since-3.13: '' (5, 3) (5, 3) '  y\n'
# expect-since-3.13: '' (7, -1) (7, -1) 'z # e\n'
# expect-since-3.13: 'z' (7, 0) (7, 1) 'z # e\n'
# expect-since-3.13: '# e' (7, 2) (7, 5) 'z # e\n'
# expect-since-3.13: '' (7, -1) (7, -1) 'z # e\n'
# expect-since-3.13: 'x\n\n'
# expect-since-3.13: 'x' (1, 0) (1, 1) 'x\n'
# expect-since-3.13: '' (1, 1) (1, 1) 'x\n'
# expect-since-3.13: '' (2, -1) (2, -1) ''
# expect-since-3.13: 'x # c'
# expect-since-3.13: 'x' (1, 0) (1, 1) 'x # c'
# expect-since-3.13: '# c' (1, 2) (1, 5) 'x # c'
# expect-since-3.13: '' (1, -1) (1, -1) 'x # c'
# expect-since-3.13: '# c\n# d'
# expect-since-3.13: '' (2, -1) (2, -1) ''
# expect-since-3.13: '\n'
# expect-since-3.13: '' (1, -1) (1, -1) ''
# expect-since-3.13: ''
# expect-since-3.13: '(\n# c\n1)'
# expect-since-3.13: '(' (1, 0) (1, 1) '(\n'
# expect-since-3.13: '1' (3, 0) (3, 1) '1)'
# expect-since-3.13: ')' (3, 1) (3, 2) '1)'
# expect-since-3.13: '' (3, 2) (3, 2) '1)'
# expect-since-3.13: '' (3, -1) (3, -1) '1)'
# expect-since-3.13: "'''a\nb'''"
# expect-since-3.13: "'''a\nb'''" (1, 0) (2, 4) "'''a\nb'''"
# expect-since-3.13: '' (2, 4) (2, 4) "b'''"
# expect-since-3.13: '' (2, -1) (2, -1) "b'''"
# expect-since-3.13: 'class A:\n  def f():\n    pass\n\n\n  def g(): pass\n'
# expect-since-3.13: 'class' (1, 0) (1, 5) 'class A:\n'
# expect-since-3.13: 'A' (1, 6) (1, 7) 'class A:\n'
# expect-since-3.13: ':' (1, 7) (1, 8) 'class A:\n'
# expect-since-3.13: '' (1, 8) (1, 8) 'class A:\n'
# expect-since-3.13: '' (2, -1) (2, -1) '  def f():\n'
# expect-since-3.13: 'def' (2, 2) (2, 5) '  def f():\n'
# expect-since-3.13: 'f' (2, 6) (2, 7) '  def f():\n'
# expect-since-3.13: '(' (2, 7) (2, 8) '  def f():\n'
# expect-since-3.13: ')' (2, 8) (2, 9) '  def f():\n'
# expect-since-3.13: ':' (2, 9) (2, 10) '  def f():\n'
# expect-since-3.13: '' (2, 10) (2, 10) '  def f():\n'
# expect-since-3.13: '' (3, -1) (3, -1) '    pass\n'
# expect-since-3.13: 'pass' (3, 4) (3, 8) '    pass\n'
# expect-since-3.13: '' (3, 8) (3, 8) '    pass\n'
# expect-since-3.13: '' (6, -1) (6, -1) '  def g(): pass\n'
# expect-since-3.13: 'def' (6, 2) (6, 5) '  def g(): pass\n'
# expect-since-3.13: 'g' (6, 6) (6, 7) '  def g(): pass\n'
# expect-since-3.13: '(' (6, 7) (6, 8) '  def g(): pass\n'
# expect-since-3.13: ')' (6, 8) (6, 9) '  def g(): pass\n'
# expect-since-3.13: ':' (6, 9) (6, 10) '  def g(): pass\n'
# expect-since-3.13: 'pass' (6, 11) (6, 15) '  def g(): pass\n'
# expect-since-3.13: '' (6, 15) (6, 15) '  def g(): pass\n'
# expect-since-3.13: '' (6, -1) (6, -1) '  def g(): pass\n'
# expect-since-3.13: '' (6, -1) (6, -1) '  def g(): pass\n'
# expect-since-3.13: 'if 1:\n  x\n    '
# expect-since-3.13: 'if' (1, 0) (1, 2) 'if 1:\n'
# expect-since-3.13: '1' (1, 3) (1, 4) 'if 1:\n'
# expect-since-3.13: ':' (1, 4) (1, 5) 'if 1:\n'
# expect-since-3.13: '' (1, 5) (1, 5) 'if 1:\n'
# expect-since-3.13: '' (2, -1) (2, -1) '  x\n'
# expect-since-3.13: 'x' (2, 2) (2, 3) '  x\n'
# expect-since-3.13: '' (2, 3) (2, 3) '  x\n'
# expect-since-3.13: '' (3, -1) (3, -1) ''
# expect-since-3.13: '' (3, -1) (3, -1) ''
# expect-since-3.13: 'for _ in a:\n  pass'
# expect-since-3.13: 'for' (1, 0) (1, 3) 'for _ in a:\n'
# expect-since-3.13: '_' (1, 4) (1, 5) 'for _ in a:\n'
# expect-since-3.13: 'in' (1, 6) (1, 8) 'for _ in a:\n'
# expect-since-3.13: 'a' (1, 9) (1, 10) 'for _ in a:\n'
# expect-since-3.13: ':' (1, 10) (1, 11) 'for _ in a:\n'
# expect-since-3.13: '' (1, 11) (1, 11) 'for _ in a:\n'
# expect-since-3.13: '' (2, -1) (2, -1) '  pass'
# expect-since-3.13: 'pass' (2, 2) (2, 6) '  pass'
# expect-since-3.13: '' (2, 6) (2, 6) '  pass'
# expect-since-3.13: '' (2, -1) (2, -1) '  pass'
# expect-since-3.13: '' (2, -1) (2, -1) '  pass'
# expect-since-3.13: True 1201
