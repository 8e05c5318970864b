# min-version: 3.14
for source in ("if 1: pass\nelse: pass\nelif 2: pass", "if 1: pass\nelif 3: pass\nelse: pass\nelif 2: pass", "x = 1 if 2 else pass", "x = [1 if 2 else break]",
               "x = 1 if 2 else 3\n", "x = 1 if 2", "f'{x:\n}'"):
    try:
        compile(source, "<s>", "exec")
        print("valid")
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset)

# expect: 'elif' block follows an 'else' block 3 1
# expect: 'elif' block follows an 'else' block 4 1
# expect: expected expression after 'else', but statement is given 1 17
# expect: expected expression after 'else', but statement is given 1 18
# expect: valid
# expect: expected 'else' after 'if' expression 1 5
# expect: f-string: newlines are not allowed in format specifiers for single quoted f-strings 1 6
