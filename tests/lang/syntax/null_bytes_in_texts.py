# min-version: 3.12
import ast
import symtable

for data in ("a\0", b"a\0", bytearray(b"\0"), "x = '\0'\n'''\n"):
    for work in (lambda: compile(data, "f", "exec"), lambda: eval(data), lambda: exec(data), lambda: ast.parse(data), lambda: symtable.symtable(data, "f", "exec")):
        try:
            work()
        except SyntaxError as e:
            print(e.args, e.filename, e.lineno, e.text)

# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
# expect: ('source code string cannot contain null bytes',) None None None
