# Formatting as a function and as a program over many files; two threads format at once.
# needs: black
import os
import subprocess
import sys

import black
from _together import in_two_threads

UGLY = '''
import os, sys
def f ( a,b = 1, *args , c:int=3, **kw )->"str" :
  x = { 'a':1 , "b" : [1,2,
     3,] }
  if not ( a == b ) and x : return  f"{a!r:>{b}} " + 'it''s'
  with open("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") as f, open("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb") as g: pass
  match x:
    case {"a":1,**rest} if rest : return lambda x:x**2
class C (object) :

    x:int=5
    async def g(self): return await self.h(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, ccccccccccccccc)
'''


def work(i):
    mode = black.Mode(line_length=80)
    text = black.format_str(UGLY, mode=mode)
    black.assert_equivalent(UGLY, text)
    black.assert_stable(UGLY, text, mode=mode)
    return text


one, two = in_two_threads(work)
print(one, one == two)
try:
    black.format_str("def f(:\n", mode=black.Mode())
except black.InvalidInput as e:
    print(e)
for n in range(4):
    with open(f"file{n}.py", "w") as file:
        file.write(UGLY if n else one)
for words in ["--check"], ["--diff", "file1.py"], [], ["--check"]:
    done = subprocess.run([sys.executable, "-m", "black", "-l", "80", *(words if "file1.py" in words else [*words, "."])], capture_output=True, text=True)
    print(done.returncode, len(done.stdout.splitlines()), sorted(line.replace(os.getcwd(), "") for line in done.stderr.splitlines()))

# expect: import os, sys
# expect:
# expect:
# expect: def f(a, b=1, *args, c: int = 3, **kw) -> "str":
# expect:     x = {
# expect:         "a": 1,
# expect:         "b": [
# expect:             1,
# expect:             2,
# expect:             3,
# expect:         ],
# expect:     }
# expect:     if not (a == b) and x:
# expect:         return f"{a!r:>{b}} " + "it" "s"
# expect:     with (
# expect:         open("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") as f,
# expect:         open("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb") as g,
# expect:     ):
# expect:         pass
# expect:     match x:
# expect:         case {"a": 1, **rest} if rest:
# expect:             return lambda x: x**2
# expect:
# expect:
# expect: class C(object):
# expect:
# expect:     x: int = 5
# expect:
# expect:     async def g(self):
# expect:         return await self.h(
# expect:             aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,
# expect:             bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,
# expect:             ccccccccccccccc,
# expect:         )
# expect:  True
# expect: cannot parse: 1:6
# expect:     def f(:
# expect:          ^
# expect: ParseError: bad input
# expect: 1 0 ['', '3 files would be reformatted, 1 file would be left unchanged.', 'Oh no! 💥 💔 💥', 'would reformat /file1.py', 'would reformat /file2.py', 'would reformat /file3.py']
# expect: 0 48 ['', '1 file would be reformatted.', 'All done! ✨ 🍰 ✨', 'would reformat file1.py']
# expect: 0 0 ['', '3 files reformatted, 1 file left unchanged.', 'All done! ✨ 🍰 ✨', 'reformatted /file1.py', 'reformatted /file2.py', 'reformatted /file3.py']
# expect: 0 0 ['4 files would be left unchanged.', 'All done! ✨ 🍰 ✨']
