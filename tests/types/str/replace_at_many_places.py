# More places than are remembered, with every kind of limit; the result shrinks, grows or keeps its size.
text = "ab" * 40 + "b"
for with_ in "", "x", "xy", "wxyz":
    for limit in -1, 0, 1, 31, 32, 33, 39, 40, 41:
        print(repr(with_), limit, text.replace("ab", with_, limit) == with_.join(text.split("ab", limit)), len(text.replace("ab", with_, limit)))
print("a" * 33, ("a" * 33).replace("a", "") == "", ("é" * 33).replace("é", "e") == "e" * 33, ("a" * 33).replace("a", "é") == "é" * 33)

# expect: '' -1 True 1
# expect: '' 0 True 81
# expect: '' 1 True 79
# expect: '' 31 True 19
# expect: '' 32 True 17
# expect: '' 33 True 15
# expect: '' 39 True 3
# expect: '' 40 True 1
# expect: '' 41 True 1
# expect: 'x' -1 True 41
# expect: 'x' 0 True 81
# expect: 'x' 1 True 80
# expect: 'x' 31 True 50
# expect: 'x' 32 True 49
# expect: 'x' 33 True 48
# expect: 'x' 39 True 42
# expect: 'x' 40 True 41
# expect: 'x' 41 True 41
# expect: 'xy' -1 True 81
# expect: 'xy' 0 True 81
# expect: 'xy' 1 True 81
# expect: 'xy' 31 True 81
# expect: 'xy' 32 True 81
# expect: 'xy' 33 True 81
# expect: 'xy' 39 True 81
# expect: 'xy' 40 True 81
# expect: 'xy' 41 True 81
# expect: 'wxyz' -1 True 161
# expect: 'wxyz' 0 True 81
# expect: 'wxyz' 1 True 83
# expect: 'wxyz' 31 True 143
# expect: 'wxyz' 32 True 145
# expect: 'wxyz' 33 True 147
# expect: 'wxyz' 39 True 159
# expect: 'wxyz' 40 True 161
# expect: 'wxyz' 41 True 161
# expect: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa True True True
