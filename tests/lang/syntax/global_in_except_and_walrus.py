def f():
    global g
    if (g := 5) > 3:
        return g
print(f(), g)
try:
    exec("def h():\n try: pass\n except* E: return")
except SyntaxError as e:
    print(e.msg)

# expect: 5 5
# expect: 'break', 'continue' and 'return' cannot appear in an except* block
