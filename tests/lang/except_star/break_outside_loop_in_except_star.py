for statement in "break", "continue":
    for loop in "", "while 1:\n  ":
        source = loop + "try: pass\n" + ("  " if loop else "") + "except* ValueError: " + statement
        try:
            compile(source, "<source>", "exec")
        except SyntaxError as e:
            print(e.msg)

# expect: 'break', 'continue' and 'return' cannot appear in an except* block
# expect: 'break', 'continue' and 'return' cannot appear in an except* block
# expect: 'break', 'continue' and 'return' cannot appear in an except* block
# expect: 'break', 'continue' and 'return' cannot appear in an except* block
