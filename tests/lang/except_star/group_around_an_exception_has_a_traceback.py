# Since 3.14, a traceback of a group that a clause has put around an exception begins in the function of the clause.
# min-version: 3.14
import traceback
def f(a):
    try:
        raise KeyError(1)
    except* (
        ValueError, 
        KeyError
    ):
        if a: raise
        raise

def g():
    try:
        raise KeyError(1)
    except* ValueError: pass
    except* KeyError as e:
        t = e.__traceback__
        while t: print("g", t.tb_lineno, t.tb_lasti > 0, t.tb_frame.f_code.co_name, list(t.tb_frame.f_code.co_positions())[t.tb_lasti//2]); t = t.tb_next
        raise e
def h(a):
    try:
        try:
            raise KeyError(1)
        except* KeyError:
            raise TypeError
    except* TypeError as e:
        show(e)
        raise
def show(e):
    for t in traceback.extract_tb(e.__traceback__)[0:]: print(t.name, t.lineno, t.end_lineno, t.colno, t.end_colno)
    if e.__context__: print("context"); show(e.__context__)
    for s in getattr(e, "exceptions", ()): print("sub"); show(s)
for call in (lambda: f(0), lambda: f(1), g, lambda: h(1)):
    try: call()
    except BaseException as e:
        show(e)
        print()

# expect: <module> 36 36 9 15
# expect: <lambda> 35 35 21 25
# expect: f 7 12 4 13
# expect: sub
# expect: f 6 6 8 25
# expect:
# expect: <module> 36 36 9 15
# expect: <lambda> 35 35 35 39
# expect: f 7 12 4 13
# expect: sub
# expect: f 6 6 8 25
# expect:
# expect: g 18 True g (18, 21, 4, 15)
# expect: <module> 36 36 9 15
# expect: g 21 21 8 15
# expect: g 18 21 4 15
# expect: sub
# expect: g 16 16 8 25
# expect:
# expect: h 28 30 4 13
# expect: sub
# expect: h 27 27 12 27
# expect: context
# expect: h 26 27 8 27
# expect: sub
# expect: h 25 25 12 29
# expect: <module> 36 36 9 15
# expect: <lambda> 35 35 52 56
# expect: h 28 30 4 13
# expect: sub
# expect: h 27 27 12 27
# expect: context
# expect: h 26 27 8 27
# expect: sub
# expect: h 25 25 12 29
# expect:
