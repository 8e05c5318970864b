café = 1
Ω = 2
变量 = 3
print(café + Ω + 变量)
ﬁ = "ligature"
print(fi)
print("x²".isidentifier(), "é".isidentifier(), "1a".isidentifier(), "_".isidentifier())

# expect: 6
# expect: ligature
# expect: False True False True
