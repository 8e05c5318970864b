# The lines that tracers see, and that co_lines() has, for the heads of clauses: except, case, else, finally, with.
import sys

PROGRAMS = [
    "try:\n    raise KeyError\nexcept ImportError:\n    a = 1\n# here\nexcept:\n    a = 2\nb = 1\n",
    "try:\n    raise KeyError\nexcept:\n    a = 2\nb = 1\n",
    "try:\n    a = 1\nexcept:\n    a = 2\nelse:\n    a = 3\nfinally:\n    a = 4\n",
    "try:\n    try:\n        raise KeyError\n    except ValueError:\n        pass\n    except:\n        raise\n    finally:\n        a = 4\nexcept KeyError:\n    a = 5\n",
    "try:\n    raise KeyError\nexcept (\n    ImportError,\n    KeyError,\n):\n    a = 1\nexcept:\n    a = 2\n",
    "match 1:\n    # here\n    case _:\n        x = 3\n",
    "match 1:\n    case 2:\n        x = 1\n    case _:\n        x = 3\ny = 1\n",
    "match 1:\n    case 2:\n        x = 1\n    case _ if True:\n        x = 3\ny = 1\n",
    "match 1:\n    case 2 | 3:\n        x = 1\n    case x if x > 4:\n        x = 2\n    case x:\n        x = 3\n",
    "match [1, 2]:\n    case [a]:\n        x = 1\n    case [a, *_]:\n        x = 3\n",
    "match 1:\n    case int(a):\n        x = 1\n    case _:\n        x = 3\n",
    "match 1:\n    case _:\n        pass\ny = 2\n",
    "i = 0\nwhile i < 2:\n    i += 1\n    try:\n        1 / 0\n    except ValueError:\n        pass\n    except:\n        continue\n    finally:\n        j = i\n",
]


def f(a):
    try:
        raise a
    except ValueError:
        return 1
    except:
        return 2
    finally:
        a = None


def g(a):
    match a:
        case 1:
            return 1
        case _:
            return 2


def traced(run, code):
    seen = []

    def tracer(frame, event, arg):
        if frame.f_code is code:
            seen.append((event[:4], frame.f_lineno - code.co_firstlineno))
        return tracer

    sys.settrace(tracer)
    try:
        run()
    finally:
        sys.settrace(None)
    return seen


for text in PROGRAMS:
    code = compile(text, "program", "exec")
    print(sorted({line for _, _, line in code.co_lines() if line}), [line + 1 for event, line in traced(lambda: exec(code, {}), code) if event == "line"])
for run, code in ((lambda: f(ValueError), f.__code__), (lambda: f(KeyError), f.__code__), (lambda: g(1), g.__code__), (lambda: g(2), g.__code__)):
    print(traced(run, code))

# expect: [1, 2, 3, 4, 6, 7, 8] [1, 2, 3, 6, 7, 8]
# expect: [1, 2, 3, 4, 5] [1, 2, 3, 4, 5]
# expect: [1, 2, 3, 4, 6, 8] [1, 2, 6, 8]
# expect: [1, 2, 3, 4, 5, 6, 7, 9, 10, 11] [1, 2, 3, 4, 6, 7, 9, 10, 11]
# expect: [1, 2, 3, 4, 5, 7, 8, 9] [1, 2, 4, 5, 3, 7]
# expect: [1, 3, 4] [1, 3, 4]
# expect: [1, 2, 3, 4, 5, 6] [1, 2, 4, 5, 6]
# expect: [1, 2, 3, 4, 5, 6] [1, 2, 4, 5, 6]
# expect: [1, 2, 3, 4, 5, 6, 7] [1, 2, 4, 6, 7]
# expect: [1, 2, 3, 4, 5] [1, 2, 4, 5]
# expect: [1, 2, 3, 4, 5] [1, 2, 3]
# expect: [1, 2, 3, 4] [1, 2, 3, 4]
# expect: [1, 2, 3, 4, 5, 6, 7, 8, 9, 11] [1, 2, 3, 4, 5, 6, 8, 9, 11, 2, 3, 4, 5, 6, 8, 9, 11, 2]
# expect: [('call', 0), ('line', 1), ('line', 2), ('exce', 2), ('line', 3), ('line', 4), ('line', 8), ('retu', 8)]
# expect: [('call', 0), ('line', 1), ('line', 2), ('exce', 2), ('line', 3), ('line', 5), ('line', 6), ('line', 8), ('retu', 8)]
# expect: [('call', 0), ('line', 1), ('line', 2), ('line', 3), ('retu', 3)]
# expect: [('call', 0), ('line', 1), ('line', 2), ('line', 4), ('line', 5), ('retu', 5)]
