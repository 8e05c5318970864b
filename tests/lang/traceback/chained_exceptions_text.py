import traceback

try:
    try:
        raise ValueError("first")
    except ValueError as e:
        raise KeyError("second") from e
except KeyError:
    print([line for line in traceback.format_exc().splitlines() if not line.startswith(" ")])
try:
    try:
        raise ValueError("first")
    except ValueError as e:
        raise KeyError("second")
except KeyError:
    print([line for line in traceback.format_exc().splitlines() if not line.startswith(" ")])

# expect: ['Traceback (most recent call last):', 'ValueError: first', '', 'The above exception was the direct cause of the following exception:', '', 'Traceback (most recent call last):', "KeyError: 'second'"]
# expect: ['Traceback (most recent call last):', 'ValueError: first', '', 'During handling of the above exception, another exception occurred:', '', 'Traceback (most recent call last):', "KeyError: 'second'"]
