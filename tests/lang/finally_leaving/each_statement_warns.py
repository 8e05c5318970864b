# min-version: 3.14
import warnings
def warned(source):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        compile(source, "<s>", "exec")
    return [(str(x.message), x.category.__name__, x.lineno) for x in w]
print(warned("def f():\n try: pass\n finally:\n  return 1"))
print(warned("for x in y:\n try: pass\n finally:\n  break"))
print(warned("while 1:\n try: pass\n finally:\n  if a: continue"))
print(warned("def f():\n try:\n  try: return\n  except E: pass\n finally:\n  try: a\n  finally:\n   with b:\n    match c:\n     case _: return"))
print(warned("def f():\n try: pass\n finally:\n  for x in y:\n   break\n  else:\n   return 2\n  def g(): return\n  while 1: return 3"))

# expect: [("'return' in a 'finally' block", 'SyntaxWarning', 4)]
# expect: [("'break' in a 'finally' block", 'SyntaxWarning', 4)]
# expect: [("'continue' in a 'finally' block", 'SyntaxWarning', 4)]
# expect: [("'return' in a 'finally' block", 'SyntaxWarning', 10)]
# expect: [("'return' in a 'finally' block", 'SyntaxWarning', 7), ("'return' in a 'finally' block", 'SyntaxWarning', 9)]
