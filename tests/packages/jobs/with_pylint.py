# Messages about a file, with inference by astroid, in one process and in two.
# needs: pylint
# cannot: with two processes, pylint pickles functions by dill, which asks for co_lnotab, which 3.15 has no more; in one process it works
import subprocess
import sys

with open("subject.py", "w") as file:
    file.write('''"""A module."""
import os
import sys
from collections import OrderedDict, missing


class Thing:
    """A thing."""

    def __init__(self, value):
        self.value = value

    def method(self, unused):
        """Does it."""
        return self.valu

    def same(self):
        return 1


def f(a, b=[]):
    """Fails."""
    if a == None:
        return undefined
    try:
        x = Thing(1, 2)
    except:
        pass
    for i in range(len(b)):
        print("%s %s" % i)
    return b


f()
print("x".nothing())
''')
for n in 1, 2:
    done = subprocess.run([sys.executable, "-m", "pylint", "-j", str(n), "--persistent=n", "--score=n", "subject.py"], capture_output=True, text=True)
    print(done.returncode, done.stdout, done.stderr[-300:])

# expect: 22 ************* Module subject
# expect: subject.py:4:0: E0611: No name 'missing' in module 'collections' (no-name-in-module)
# expect: subject.py:15:15: E1101: Instance of 'Thing' has no 'valu' member; maybe 'value'? (no-member)
# expect: subject.py:13:21: W0613: Unused argument 'unused' (unused-argument)
# expect: subject.py:17:4: C0116: Missing function or method docstring (missing-function-docstring)
# expect: subject.py:21:0: W0102: Dangerous default value [] as argument (dangerous-default-value)
# expect: subject.py:23:7: C0121: Comparison 'a == None' should be 'a is None' (singleton-comparison)
# expect: subject.py:24:15: E0602: Undefined variable 'undefined' (undefined-variable)
# expect: subject.py:27:4: W0702: No exception type(s) specified (bare-except)
# expect: subject.py:26:12: E1121: Too many positional arguments for constructor call (too-many-function-args)
# expect: subject.py:30:14: C0209: Formatting a regular string which could be an f-string (consider-using-f-string)
# expect: subject.py:26:8: W0612: Unused variable 'x' (unused-variable)
# expect: subject.py:34:0: E1120: No value for argument 'a' in function call (no-value-for-parameter)
# expect: subject.py:35:6: E1101: Instance of 'str' has no 'nothing' member (no-member)
# expect: subject.py:2:0: W0611: Unused import os (unused-import)
# expect: subject.py:3:0: W0611: Unused import sys (unused-import)
# expect: subject.py:4:0: W0611: Unused OrderedDict imported from collections (unused-import)
# expect: subject.py:4:0: W0611: Unused missing imported from collections (unused-import)
# expect:  
# expect: 22 ************* Module subject
# expect: subject.py:4:0: E0611: No name 'missing' in module 'collections' (no-name-in-module)
# expect: subject.py:15:15: E1101: Instance of 'Thing' has no 'valu' member; maybe 'value'? (no-member)
# expect: subject.py:13:21: W0613: Unused argument 'unused' (unused-argument)
# expect: subject.py:17:4: C0116: Missing function or method docstring (missing-function-docstring)
# expect: subject.py:21:0: W0102: Dangerous default value [] as argument (dangerous-default-value)
# expect: subject.py:23:7: C0121: Comparison 'a == None' should be 'a is None' (singleton-comparison)
# expect: subject.py:24:15: E0602: Undefined variable 'undefined' (undefined-variable)
# expect: subject.py:27:4: W0702: No exception type(s) specified (bare-except)
# expect: subject.py:26:12: E1121: Too many positional arguments for constructor call (too-many-function-args)
# expect: subject.py:30:14: C0209: Formatting a regular string which could be an f-string (consider-using-f-string)
# expect: subject.py:26:8: W0612: Unused variable 'x' (unused-variable)
# expect: subject.py:34:0: E1120: No value for argument 'a' in function call (no-value-for-parameter)
# expect: subject.py:35:6: E1101: Instance of 'str' has no 'nothing' member (no-member)
# expect: subject.py:2:0: W0611: Unused import os (unused-import)
# expect: subject.py:3:0: W0611: Unused import sys (unused-import)
# expect: subject.py:4:0: W0611: Unused OrderedDict imported from collections (unused-import)
# expect: subject.py:4:0: W0611: Unused missing imported from collections (unused-import)
# expect:  
