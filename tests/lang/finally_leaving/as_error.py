# min-version: 3.14
import warnings
warnings.simplefilter("error", SyntaxWarning)
try:
    compile("def f():\n try: pass\n finally: return", "<s>", "exec")
except SyntaxError as e:
    print(e.msg, e.lineno)

# expect: 'return' in a 'finally' block 3
