import traceback


def f(n):
    if n == 0:
        raise ValueError("deep")
    f(n - 1)


try:
    f(20)
except ValueError:
    lines = traceback.format_exc().splitlines()
    print([line.strip() for line in lines if "Previous" in line], lines[-1])

# expect: ['[Previous line repeated 17 more times]'] ValueError: deep
