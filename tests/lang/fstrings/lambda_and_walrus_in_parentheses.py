print(f"{(lambda x: x * 2)(3)}", f"{(y := 5)}", y)
x = 4
print(f"{x:=5}", f"{x:=+5}", f"{x=:>4}", f"{x = !r:>5}")

# expect: 6 5 5
# expect:     4 +   4 x=   4 x =     4
