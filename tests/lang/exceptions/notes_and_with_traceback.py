e = ValueError("v")
e.add_note("first note")
e.add_note("second")
print(e.__notes__)
try:
    raise e
except ValueError as caught:
    print(caught is e, caught.__traceback__ is not None)
print(e.with_traceback(None) is e, e.__traceback__)
try:
    e.add_note(5)
except TypeError as error:
    print(error)

# expect: ['first note', 'second']
# expect: True True
# expect: True None
# expect-before-3.14: note must be a str, not 'int'
# expect-since-3.14: add_note() argument must be str, not int
