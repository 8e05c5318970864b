import traceback


def f():
    x = [1,
         2,
         3][5]
    return x


def g():
    return f()


try:
    g()
except IndexError as error:
    for frame in traceback.extract_tb(error.__traceback__):
        print(frame.lineno, frame.name, frame.line)
tb = error = None
try:
    g()
except IndexError as e:
    tb = e.__traceback__
while tb:
    print(tb.tb_lineno, tb.tb_frame.f_code.co_name)
    tb = tb.tb_next

# expect: 16 <module> g()
# expect: 12 g return f()
# expect: 5 f x = [1,
# expect: 22 <module>
# expect: 12 g
# expect: 5 f
