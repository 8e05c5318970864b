# min-version: 3.12
def f(p):
    return [sorted(locals()) for q in [1]], sorted(locals())
print(f(1))

# expect: ([['p', 'q']], ['p'])
