# min-version: 3.12
import traceback
def f():
    return [1 / x for x in (0,)]
try:
    f()
except ZeroDivisionError as e:
    print([s.name for s in traceback.extract_tb(e.__traceback__)])
def g():
    return list(1 / x for x in (0,))
try:
    g()
except ZeroDivisionError as e:
    print([s.name for s in traceback.extract_tb(e.__traceback__)])

# expect: ['<module>', 'f']
# expect: ['<module>', 'g', '<genexpr>']
