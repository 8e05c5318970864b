import sys

source = '''

def f():

    return 1
class A:
    x = 1
def g():
    yield 1
    yield 2
l = lambda: 0
f(); list(g()); l()
'''
code = compile(source, "f", "exec")


def tracer(frame, event, argument):
    lines = [line for start, end, line in frame.f_code.co_lines() if start <= frame.f_lasti < end]
    positions = list(frame.f_code.co_positions())[frame.f_lasti // 2]
    print(frame.f_code.co_name, event, frame.f_lineno, lines, positions[0])
    return tracer


sys.settrace(tracer)
exec(code, {})
sys.settrace(None)

# expect: <module> call 0 [0] 0
# expect: <module> line 3 [3] 3
# expect: <module> line 6 [6] 6
# expect: A call 6 [6] 6
# expect: A line 6 [6] 6
# expect: A line 7 [7] 7
# expect: A return 7 [7] 7
# expect: <module> line 8 [8] 8
# expect: <module> line 11 [11] 11
# expect: <module> line 12 [12] 12
# expect: f call 3 [3] 3
# expect: f line 5 [5] 5
# expect: f return 5 [5] 5
# expect: g call 8 [8] 8
# expect: g line 9 [9] 9
# expect: g return 9 [9] 9
# expect: g call 9 [9] 9
# expect: g line 10 [10] 10
# expect: g return 10 [10] 10
# expect: g call 10 [10] 10
# expect: g return 10 [10] 10
# expect: <lambda> call 11 [11] 11
# expect: <lambda> line 11 [11] 11
# expect: <lambda> return 11 [11] 11
# expect: <module> return 12 [12] 12
