s = "abracadabra"
print(s.find("abra"), s.find("abra", 1), s.rfind("abra"), s.find("x"), s.index("cad"))
print(s.rindex("a"), s.count("a"), s.count("abra"), s.count(""), s.find(""), s.find("", 20))
print(s.count("a", 1, -1), s.find("a", -3), s.startswith("abra"), s.startswith("bra", 1))
print(s.endswith(("x", "ra")), s.startswith(("x", "y")), s.endswith(""))
print("aaaa".count("aa"), "a😀b😀".find("😀", 2), "日本語".index("語"))
try:
    s.startswith(5)
except TypeError as error:
    print(error)

# expect: 0 7 7 -1 4
# expect: 10 5 2 12 0 -1
# expect: 3 10 True True
# expect: True False True
# expect: 2 3 2
# expect: startswith first arg must be str or a tuple of str, not int
