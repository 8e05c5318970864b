import traceback

try:
    try:
        raise ValueError("v")
    except ValueError as e:
        e.add_note("while testing")
        e.add_note("two\nlines")
        raise
except ValueError:
    print(traceback.format_exc().splitlines()[-4:])

# expect: ['ValueError: v', 'while testing', 'two', 'lines']
