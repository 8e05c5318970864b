# min-version: 3.14
import warnings
warnings.simplefilter("error")
for source in ("def f():\n try: pass\n finally:\n  def g(): return 1", "try: pass\nfinally:\n for x in y: break",
               "try: pass\nfinally:\n while 1: continue", "def f():\n try: return 1\n finally: pass", "try: pass\nfinally:\n lambda: (yield)"):
    compile(source, "<s>", "exec")
print("none")

# expect: none
