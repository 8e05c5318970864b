for source in (
    "try:\n  pass\nexcept* A:\n  pass\nexcept B:\n  pass", "try:\n  pass\nexcept*:\n  pass",
    "for i in x:\n  try:\n    pass\n  except* A:\n    break",
):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        print(type(error).__name__)

# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
