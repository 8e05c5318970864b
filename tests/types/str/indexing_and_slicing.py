s = "hello wörld"
print(s[0], s[-1], s[7], s[1:4], s[:3], s[-3:], s[::2], s[::-1], s[10:2], s[2:100], s[5:1:-1], len(s))
print("日本語テキスト"[2:5], "日本語"[::-1], "a😀b"[1], len("a😀b"), "😀😁"[-1])
for source in ("'abc'[3]", "''[0]", "'abc'[-4]", "'a'[::0]"):
    try:
        eval(source)
    except (IndexError, ValueError) as error:
        print(error)

# expect: h d ö ell hel rld hlowrd dlröw olleh  llo wörld  oll 11
# expect: 語テキ 語本日 😀 3 😁
# expect: string index out of range
# expect: string index out of range
# expect: string index out of range
# expect: slice step cannot be zero
