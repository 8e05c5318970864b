# The position of an unknown future feature is that of the whole statement, since 3.14 that of the name.
SOURCES = ("from __future__ import *", "'doc'\nfrom __future__ import division, nothing", "from __future__ import (division,\n   braces)",
           "from __future__ import division; from __future__ import other")
for source in SOURCES:
    try:
        compile(source, "<source>", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.filename)

# expect-before-3.15: future feature * is not defined 1 1 <source>
# expect-before-3.15: future feature nothing is not defined 2 1 <source>
# expect-before-3.15: not a chance 1 1 <source>
# expect-before-3.15: future feature other is not defined 1 34 <source>
# expect-since-3.15: future feature * is not defined 1 24 <source>
# expect-since-3.15: future feature nothing is not defined 2 34 <source>
# expect-since-3.15: not a chance 2 4 <source>
# expect-since-3.15: future feature other is not defined 1 57 <source>
