# min-version: 3.13
# eval(), locals(), vars() and dir() in a comprehension of a module or class see the comprehension's variables.
x = 5
print([eval('c+x') for c in (1, 2)])
print([f"{vars()['c']}" for c in (1, 2)])
print([sorted(locals()) for c in (1,)], [dir() for c in (1,)])
print([sorted(locals()) for c in (1,) for d in (2,)], [[sorted(locals()) for d in (2,)] for c in (1,)])
print([[eval('c') for c in (2, 3)] + [eval('c')] for c in (1,)])
print({eval('c') for c in (1, 2)}, {eval('c'): eval('x') for c in (1, 2)})
exec("print([(lambda: c)() + eval('c') for c in (1, 2)])")
print([exec('y = c') for c in (1,)], 'y' in globals(), 'c' in globals())
print([eval('c', {'c': 9}) for c in (1,)], [eval('c', {'c': 9}, {'c': 8}) for c in (1,)])
try:
    [eval('1/0') for c in (1,)]
except ZeroDivisionError:
    print(locals() is globals(), 'c' in locals())

class C:
    z = 3
    print([sorted(locals()) for c in (1,)], [eval('c') for c in (1,)])
    def f(self): return __class__
    print('z' in locals(), 'c' in locals(), '__class__' in locals())
    try:
        print([eval('z') for c in (1,)])
    except NameError as e:
        print(e)
    print(sorted(k for k in locals() if k[0] != '_'))

class G[T]:
    print('T' in locals(), [eval('c') for c in (1,)], [eval('x') for c in (T,)])

exec('print([eval("c") for c in (1,)]); print([locals() for c in (1,)])', {}, {})
print([c + v for c in (1,) if (v := eval('c'))], v)

# expect: [6, 7]
# expect: ['1', '2']
# expect: [['c']] [['c']]
# expect: [['c', 'd']] [[['c', 'd']]]
# expect: [[2, 3, 1]]
# expect: {1, 2} {1: 5, 2: 5}
# expect: [2, 4]
# expect: [None] False False
# expect: [9] [8]
# expect: True False
# expect: [['c']] [1]
# expect: True False False
# expect: name 'z' is not defined
# expect: ['f', 'z']
# expect: False [1] [5]
# expect: [1]
# expect: [{'c': 1}]
# expect: [2] 1
