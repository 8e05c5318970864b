a = 1; b = 2; print(a, b)
total = (1 +  # comment
         2
         # another

         + 3)
print(total)
x = 5 \
    + 6
print(x)
if a: print("one line"); print("suite")
class C: pass
def f(): return "f"
print(f(), C.__name__)
for i in range(2): print(i, end=" ")
else: print("else")

# expect: 1 2
# expect: 6
# expect: 11
# expect: one line
# expect: suite
# expect: f C
# expect: 0 1 else
