x = list(range(10))
c = 5
print(x[(b := 1):c], b)
print(x[(b := 2):], x[:(b := 3)], x[::(b := 4)], x[(b := 1):(d := 8):(e := 3)], b, d, e)
print({(1, 2): 'tuple'}[(b := 1), (b := 2)], x[b := 3])
for source in 'x[b := 1:c]', 'x[1:b := 2]', 'x[::b := 2]':
    try:
        compile(source, '', 'eval')
    except SyntaxError:
        print('SyntaxError', source)

# expect: [1, 2, 3, 4] 1
# expect: [2, 3, 4, 5, 6, 7, 8, 9] [0, 1, 2] [0, 4, 8] [1, 4, 7] 1 8 3
# expect: tuple 3
# expect: SyntaxError x[b := 1:c]
# expect: SyntaxError x[1:b := 2]
# expect: SyntaxError x[::b := 2]
