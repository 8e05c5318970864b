# min-version: 3.14
a = 1
print(rt"\n{a}\t".strings, tR"\d".strings, t"\n{a}".strings)

# expect: ('\\n', '\\t') ('\\d',) ('\n', '')
