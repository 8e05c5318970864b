# Line events of statements with and without code of their own.
import sys
def f():
    x = 0
    while True:
        x += 1
        if x > 2:
            break
    return x
def g():
    while 1:
        return 5
def h():
    1
    "abc"
    if 0:
        pass
    for i in range(2): pass
    if 1:
        x = 2
    assert x
    global q
def k():
    try:
        for i in (1,):
            continue
    finally:
        pass
    while 0:
        pass
    else:
        x=1
def tr(frame, ev, arg):
    print(frame.f_code.co_name, frame.f_lineno, ev)
    return tr
sys.settrace(tr)
f()
g()
h()
k()
sys.settrace(None)

# expect: f 3 call
# expect: f 4 line
# expect: f 5 line
# expect: f 6 line
# expect: f 7 line
# expect: f 5 line
# expect: f 6 line
# expect: f 7 line
# expect: f 5 line
# expect: f 6 line
# expect: f 7 line
# expect: f 8 line
# expect: f 9 line
# expect: f 9 return
# expect: g 10 call
# expect: g 11 line
# expect: g 12 line
# expect: g 12 return
# expect: h 13 call
# expect: h 14 line
# expect: h 15 line
# expect: h 16 line
# expect: h 18 line
# expect: h 18 line
# expect: h 18 line
# expect: h 19 line
# expect: h 20 line
# expect: h 21 line
# expect: h 21 return
# expect: k 23 call
# expect: k 24 line
# expect: k 25 line
# expect: k 26 line
# expect: k 25 line
# expect: k 28 line
# expect: k 29 line
# expect: k 32 line
# expect: k 32 return
