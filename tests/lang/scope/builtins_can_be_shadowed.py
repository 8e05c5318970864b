def shadow():
    len = lambda x: "shadowed"
    return len([1])


print(shadow(), len([1]))
len = lambda x: "module"
print(len([]))
del len
print(len([]))

# expect: shadowed 1
# expect: module
# expect: 0
