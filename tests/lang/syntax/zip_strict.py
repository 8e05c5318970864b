print(list(zip([1, 2], "ab", strict=True)))
for bad in ([1], [1, 2, 3]):
    try:
        list(zip([1, 2], bad, strict=True))
    except ValueError as e:
        print(e)

# expect: [(1, 'a'), (2, 'b')]
# expect: zip() argument 2 is shorter than argument 1
# expect: zip() argument 2 is longer than argument 1
