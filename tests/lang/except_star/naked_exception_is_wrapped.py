try:
    raise ValueError("bare")
except* ValueError as group:
    print(type(group).__name__, group.exceptions)
try:
    pass
except* ValueError:
    print("no")
else:
    print("else")

# expect: ExceptionGroup (ValueError('bare'),)
# expect: else
