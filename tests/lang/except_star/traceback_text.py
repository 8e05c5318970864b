import traceback

try:
    raise ExceptionGroup("several", [ValueError("a"), TypeError("b")])
except ExceptionGroup as group:
    for line in traceback.format_exception_only(type(group), group):
        print(line, end="")
    text = "".join(traceback.format_exception(group))
    print([line for line in text.splitlines() if "Error: " in line or "---" in line])

# expect: ExceptionGroup: several (2 sub-exceptions)
# expect: ['  +-+---------------- 1 ----------------', '    | ValueError: a', '    +---------------- 2 ----------------', '    | TypeError: b', '    +------------------------------------']
