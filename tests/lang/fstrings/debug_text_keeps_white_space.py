# min-version: 3.12
x = 1
print(f"{ x = }", f"{x =}", f"{x= }", f"{x+1=}", f"{ x  +  1  =  }")
print(f"{x
=}")

# expect:  x = 1 x =1 x= 1 x+1=2  x  +  1  =  2
# expect: x
# expect: =1
