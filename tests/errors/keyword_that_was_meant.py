# min-version: 3.14
import io, sys
def shown(source):
    try:
        compile(source, "<s>", "exec")
    except SyntaxError as e:
        stream, sys.stderr = sys.stderr, io.StringIO()
        try:
            sys.__excepthook__(type(e), e.with_traceback(None), None)
            return sys.stderr.getvalue().splitlines()[-1]
        finally:
            sys.stderr = stream
for source in ("whille True:\n  pass", "forr x in range(5):\n  pass", "imporrt sys", "frm os import path", "a is nott b", "asynch def f(): pass",
               "retrun 5", "clss C:\n  pass", "foo bar", "x = a b", "for x in y print(x)"):
    print(shown(source))

# expect: SyntaxError: invalid syntax. Did you mean 'while'?
# expect: SyntaxError: invalid syntax. Did you mean 'for'?
# expect: SyntaxError: invalid syntax. Did you mean 'import'?
# expect: SyntaxError: invalid syntax. Did you mean 'from'?
# expect: SyntaxError: invalid syntax. Did you mean 'not'?
# expect: SyntaxError: invalid syntax. Did you mean 'async'?
# expect: SyntaxError: invalid syntax. Did you mean 'return'?
# expect: SyntaxError: invalid syntax. Did you mean 'class'?
# expect: SyntaxError: invalid syntax
# expect: SyntaxError: invalid syntax
# expect: SyntaxError: invalid syntax
