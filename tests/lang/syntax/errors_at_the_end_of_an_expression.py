# The text of eval() and of an interactive line has no newline that its author did not write, and an error at its end no column.
for mode in "eval", "exec", "single":
    for source in "1+", "1+\n", "(1+)", "a b", "1 +  ", "f(1,", "lambda", "1 if 2", "not", "print 1", "1 + # c", "f'{a", "x = ":
        try:
            compile(source, "<string>", mode)
            print(mode, repr(source), "compiled")
        except SyntaxError as error:
            print(mode, repr(source), error.msg, error.lineno, error.offset, error.end_offset, repr(error.text))

# expect: eval '1+' invalid syntax 1 0 0 '1+'
# expect: eval '1+\n' invalid syntax 1 3 4 '1+\n'
# expect: eval '(1+)' invalid syntax 1 4 5 '(1+)'
# expect: eval 'a b' invalid syntax 1 3 4 'a b'
# expect: eval '1 +  ' invalid syntax 1 0 0 '1 +  '
# expect: eval 'f(1,' '(' was never closed 1 2 0 'f(1,'
# expect: eval 'lambda' invalid syntax 1 0 0 'lambda'
# expect: eval '1 if 2' expected 'else' after 'if' expression 1 1 7 '1 if 2'
# expect: eval 'not' invalid syntax 1 0 0 'not'
# expect: eval 'print 1' Missing parentheses in call to 'print'. Did you mean print(...)? 1 1 8 'print 1'
# expect: eval '1 + # c' invalid syntax 1 0 0 '1 + # c'
# expect: eval "f'{a" '{' was never closed 1 3 0 "f'{a"
# expect: eval 'x = ' invalid syntax 1 3 4 'x = '
# expect: exec '1+' invalid syntax 1 3 4 '1+\n'
# expect: exec '1+\n' invalid syntax 1 3 4 '1+\n'
# expect: exec '(1+)' invalid syntax 1 4 5 '(1+)\n'
# expect: exec 'a b' invalid syntax 1 3 4 'a b\n'
# expect: exec '1 +  ' invalid syntax 1 6 7 '1 +  \n'
# expect: exec 'f(1,' '(' was never closed 1 2 0 'f(1,\n'
# expect: exec 'lambda' invalid syntax 1 7 8 'lambda\n'
# expect: exec '1 if 2' expected 'else' after 'if' expression 1 1 7 '1 if 2\n'
# expect: exec 'not' invalid syntax 1 4 5 'not\n'
# expect: exec 'print 1' Missing parentheses in call to 'print'. Did you mean print(...)? 1 1 8 'print 1\n'
# expect: exec '1 + # c' invalid syntax 1 5 9 '1 + # c\n'
# expect: exec "f'{a" '{' was never closed 1 3 0 "f'{a\n"
# expect: exec 'x = ' invalid syntax 1 5 6 'x = \n'
# expect: single '1+' invalid syntax 1 0 0 '1+'
# expect: single '1+\n' invalid syntax 1 3 4 '1+\n'
# expect: single '(1+)' invalid syntax 1 4 5 '(1+)'
# expect: single 'a b' invalid syntax 1 3 4 'a b'
# expect: single '1 +  ' invalid syntax 1 0 0 '1 +  '
# expect: single 'f(1,' '(' was never closed 1 2 0 'f(1,'
# expect: single 'lambda' invalid syntax 1 0 0 'lambda'
# expect: single '1 if 2' expected 'else' after 'if' expression 1 1 7 '1 if 2'
# expect: single 'not' invalid syntax 1 0 0 'not'
# expect: single 'print 1' Missing parentheses in call to 'print'. Did you mean print(...)? 1 1 8 'print 1'
# expect: single '1 + # c' invalid syntax 1 0 0 '1 + # c'
# expect: single "f'{a" '{' was never closed 1 3 0 "f'{a"
# expect: single 'x = ' invalid syntax 1 0 0 'x = '
