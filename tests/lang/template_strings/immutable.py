# min-version: 3.14
t = t"{1}"
for action in ("t.strings = ()", "t.interpolations[0].value = 2", "del t.values", "t.x = 1"):
    try:
        exec(action)
    except (AttributeError, TypeError) as e:
        print(type(e).__name__)

# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
