print(1 == 1.0, 1 == True, 0 == False, "1" == 1, b"a" == "a")
print((1, 2) == [1, 2], {1} == frozenset({1}), None == 0)
print([1, 2.0] == [1.0, 2], {"a": 1} == {"a": True})

# expect: True True True False False
# expect: False True False
# expect: True True
