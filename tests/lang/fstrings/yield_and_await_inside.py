def g():
    print(f"{yield 1}")
it = g()
next(it)
try:
    it.send("sent")
except StopIteration:
    pass
async def a(): return "awaited"
async def b(): print(f"{await a()}")
try:
    b().send(None)
except StopIteration:
    pass

# expect: sent
# expect: awaited
