import sys
def hook(args):
    tb = args.exc_traceback
    print(args.exc_type.__name__, args.exc_value, tb.tb_frame.f_code.co_name, tb.tb_lineno)
sys.unraisablehook = hook
def generator():
    while True:
        try:
            yield
        except GeneratorExit:
            pass
def drop():
    g = generator()
    next(g)
    del g
drop()
sys.unraisablehook = sys.__unraisablehook__

# expect: RuntimeError generator ignored GeneratorExit drop 15
