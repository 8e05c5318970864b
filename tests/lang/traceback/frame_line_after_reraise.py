def in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        [].pop()
        pass
def no_match():
    try:
        1 / 0
    except TypeError as e:
        pass
def named():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError
        pass
def in_finally():
    try:
        1 / 0
    finally:
        x = 1
        [].pop()
        x = 2
def in_with():
    class Manager:
        def __enter__(self): return self
        def __exit__(self, *info): pass
    with Manager():
        1 / 0
        x = 1
for function in (in_except, no_match, named, in_finally, in_with):
    try:
        function()
    except Exception as e:
        tb = e.__traceback__.tb_next
        print(function.__name__, tb.tb_lineno - function.__code__.co_firstlineno, tb.tb_frame.f_lineno - function.__code__.co_firstlineno)

# expect: in_except 4 4
# expect: no_match 2 3
# expect: named 4 4
# expect: in_finally 5 5
# expect: in_with 5 5
