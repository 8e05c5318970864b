# A session without a terminal: magics, history, completion, tracebacks, async cells, `ipython -c`.
# needs: ipython3
import re
import subprocess
import sys

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

shell = InteractiveShell.instance()
shell.run_line_magic("colors", "nocolor")


def cell(text):
    with capture_output() as seen:
        result = shell.run_cell(text, store_history=True)
    print([line for line in seen.stdout.splitlines() if line.strip() and not line.startswith("File:")][-3:], type(result.error_in_exec or result.error_before_exec).__name__)


cell("x = 6\nx * 7")
cell("_ + 1")
cell("%who_ls")
cell("import asyncio\nawait asyncio.sleep(0)\n'async'")
cell("!echo from $x")
cell("1 / 0")
cell("def f(:\n  pass")
cell("%%capture out\nprint('hidden')")
cell("out.stdout")
print(shell.complete("x.bit")[1], "%timeit" in shell.complete("%time")[1])
print([line for _, _, line in shell.history_manager.get_range(output=False)][:2])
cell("%%writefile m.py\ny = 5")
cell("%run m.py\ny")
cell("def documented(a, *, b=1):\n    'Says what it does.'")
cell("documented?")
done = subprocess.run([sys.executable, "-m", "IPython", "--no-banner", "--colors=nocolor", "-c", "print([i ** 2 for i in range(4)])"], capture_output=True, text=True)
print(done.returncode, done.stdout)
done = subprocess.run([sys.executable, "-m", "IPython", "--no-banner", "--simple-prompt"], input="a = 2\na + 3\nexit\n", capture_output=True, text=True)
print(done.returncode, re.findall(r"Out\[\d\]: .*", done.stdout))

# expect: ['Out[1]: 42'] NoneType
# expect: ['Out[2]: 43'] NoneType
# expect: ["Out[3]: ['x']"] NoneType
# expect: ["Out[4]: 'async'"] NoneType
# expect: ['from 6'] NoneType
# expect: ['Cell In[6], line 1', '----> 1 1 / 0', 'ZeroDivisionError: division by zero'] ZeroDivisionError
# expect: ['    def f(:', '          ^', 'SyntaxError: invalid syntax'] SyntaxError
# expect: [] NoneType
# expect: ["Out[9]: 'hidden\\n'"] NoneType
# expect: [] True
# expect: ['x = 6\nx * 7', '_ + 1']
# expect: ['Writing m.py'] NoneType
# expect: ['Out[11]: 5'] NoneType
# expect: [] NoneType
# expect: ['Signature: documented(a, *, b=1)', 'Docstring: Says what it does.', 'Type:      function'] NoneType
# expect: 0 [0, 1, 4, 9]
# expect:
# expect: 0 ['Out[2]: 5']
