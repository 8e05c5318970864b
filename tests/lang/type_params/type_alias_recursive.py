# min-version: 3.12
type Tree = int | list[Tree]
print(Tree.__value__)
type X = Y
type Y = X
print(X.__value__ is Y, Y.__value__ is X)

# expect: int | list[Tree]
# expect: True True
