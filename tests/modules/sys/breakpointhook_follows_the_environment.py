import os, sys, warnings

os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint())
os.environ["PYTHONBREAKPOINT"] = "print"
breakpoint("from", "print")
os.environ["PYTHONBREAKPOINT"] = "os.path.basename"
print(breakpoint("/a/b"))
for path in (".", "no_such_module.f", "os.nothing"):
    os.environ["PYTHONBREAKPOINT"] = path
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(breakpoint(), [(w.category.__name__, str(w.message)) for w in caught])

# expect: None
# expect: from print
# expect: b
# expect: None [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "."')]
# expect: None [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "no_such_module.f"')]
# expect: None [('RuntimeWarning', 'Ignoring unimportable $PYTHONBREAKPOINT: "os.nothing"')]
