# min-version: 3.14
# f_locals of a module or class that executes a comprehension has the comprehension's variables.
import sys

def callers(depth=1): return sys._getframe(depth + 1).f_locals

def show(variables):
    return type(variables).__name__, {k: v for k, v in variables.items() if not k.startswith("__") and k != "Class"}

print([show(sys._getframe().f_locals) for i in "ab"])
print([show(callers(0)) for i in "a" for j in "b"])
print({i: sorted(sys._getframe().f_locals) for i in "a"})
print([sys._getframe().f_locals["i"] for i in "a"], ["show" in sys._getframe().f_locals for i in "a"])
print([[sorted(sys._getframe().f_locals) for j in "b"] for i in "a"])
print(sys._getframe().f_locals is globals())

class Class:
    name = 1
    inside = [show(sys._getframe().f_locals) for i in "a"]
    beside = show(sys._getframe().f_locals)
print(Class.inside, Class.beside[1].keys())

def fails():
    try:
        exec("[1 // 0 for i in 'a']", space := {})
    except ZeroDivisionError as e:
        frame = e.__traceback__.tb_next.tb_frame
        return type(frame.f_locals).__name__
print(fails())

# expect: [('FrameLocalsProxy', {'i': 'a'}), ('FrameLocalsProxy', {'i': 'b'})]
# expect: [('FrameLocalsProxy', {'i': 'a', 'j': 'b'})]
# expect: {'a': ['i']}
# expect: ['a'] [False]
# expect: [[['i', 'j']]]
# expect: True
# expect: [('FrameLocalsProxy', {'i': 'a'})] dict_keys(['name', 'inside'])
# expect: dict
