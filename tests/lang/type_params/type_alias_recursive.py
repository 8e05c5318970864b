# min-version: 3.12
type Tree = int | list[Tree]
print(Tree.__value__)
type X = Y
type Y = X
print(X.__value__ is Y, Y.__value__ is X)

# expect-before-3.15: int | list[Tree]
# expect-since-3.15: int | list[__main__.Tree]
# expect: True True
