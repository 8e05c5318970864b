"""Imports from __future__ stand at the beginning of a module, also on one line with others."""

for source in (
    "from __future__ import print_function; x = 1; from __future__ import division",
    "from __future__ import print_function; from __future__ import division",
    "'text'; from __future__ import division",
    "x = 1; from __future__ import division",
    "x = 1\nfrom __future__ import division",
    "from __future__ import division\nimport sys\nfrom __future__ import division",
    "if 1:\n  from __future__ import division",
    "def f(): from __future__ import division",
    "from __future__ import no_such_feature",
    "from __future__ import braces",
    "from __future__ import *",
):
    try:
        compile(source, "<source>", "exec")
        print(repr(source), "fine")
    except SyntaxError as error:
        print(repr(source), error.msg, error.lineno)

# expect: 'from __future__ import print_function; x = 1; from __future__ import division' from __future__ imports must occur at the beginning of the file 1
# expect: 'from __future__ import print_function; from __future__ import division' fine
# expect: "'text'; from __future__ import division" fine
# expect: 'x = 1; from __future__ import division' from __future__ imports must occur at the beginning of the file 1
# expect: 'x = 1\nfrom __future__ import division' from __future__ imports must occur at the beginning of the file 2
# expect: 'from __future__ import division\nimport sys\nfrom __future__ import division' from __future__ imports must occur at the beginning of the file 3
# expect: 'if 1:\n  from __future__ import division' from __future__ imports must occur at the beginning of the file 2
# expect: 'def f(): from __future__ import division' from __future__ imports must occur at the beginning of the file 1
# expect: 'from __future__ import no_such_feature' future feature no_such_feature is not defined 1
# expect: 'from __future__ import braces' not a chance 1
# expect: 'from __future__ import *' future feature * is not defined 1
