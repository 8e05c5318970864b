# The position of an unknown future feature is that of the whole statement.
SOURCES = ("from __future__ import *", "'doc'\nfrom __future__ import division, nothing", "from __future__ import (division,\n   braces)",
           "from __future__ import division; from __future__ import other")
for source in SOURCES:
    try:
        compile(source, "<source>", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.filename)

# expect: future feature * is not defined 1 1 <source>
# expect: future feature nothing is not defined 2 1 <source>
# expect: not a chance 1 1 <source>
# expect: future feature other is not defined 1 34 <source>
