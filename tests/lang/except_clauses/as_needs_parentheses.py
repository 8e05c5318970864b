# min-version: 3.14
for s in ("try: pass\nexcept A, B as e: pass", "try: pass\nexcept* A, B as e: pass", "try: pass\nexcept A, B, C as e: pass"):
    try:
        compile(s, "<s>", "exec")
        print("valid")
    except SyntaxError as e:
        print(e.msg)
compile("try: pass\nexcept (A, B) as e: pass", "<s>", "exec")
compile("try: pass\nexcept A, B, : pass", "<s>", "exec")

# expect: multiple exception types must be parenthesized when using 'as'
# expect: multiple exception types must be parenthesized when using 'as'
# expect: multiple exception types must be parenthesized when using 'as'
