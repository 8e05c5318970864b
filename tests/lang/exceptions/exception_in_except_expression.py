def kinds():
    print("evaluated")
    return ValueError


try:
    pass
except kinds():
    pass
try:
    raise ValueError
except kinds():
    print("caught")

# expect: evaluated
# expect: caught
