print(format(5), format(5, "03d"), format("a", ">3"), format(3.14159, ".2f"), format([1]))
print(format(None), format(True), format(True, "d"), format(1 + 2j, ".1f"), format(10**6, ","))
try:
    format(object(), "x")
except TypeError as error:
    print(error)

# expect: 5 005   a 3.14 [1]
# expect: None True 1 1.0+2.0j 1,000,000
# expect: unsupported format string passed to object.__format__
