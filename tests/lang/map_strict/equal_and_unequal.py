# min-version: 3.14
print(list(map(lambda a, b: a + b, [1, 2], [3, 4], strict=True)))
for other in ([3], [3, 4, 5]):
    try:
        list(map(lambda a, b: a + b, [1, 2], other, strict=True))
    except ValueError as e:
        print(e)
print(list(map(str, [1, 2], strict=True)), list(map(max, [1, 2], [0], strict=False)))

# expect: [4, 6]
# expect: map() argument 2 is shorter than argument 1
# expect: map() argument 2 is longer than argument 1
# expect: ['1', '2'] [1]
