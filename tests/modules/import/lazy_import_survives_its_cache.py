# min-version: 3.15
import marshal

code = compile("lazy from math import floor\nlazy import os.path as paths\nresult = floor(2.5), paths.join('a', 'b')", "survivor", "exec")
names = {}
exec(marshal.loads(marshal.dumps(code)), names)
print(names["result"])

# expect: (2, 'a/b')
