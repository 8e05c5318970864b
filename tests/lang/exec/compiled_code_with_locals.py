# Module-level code that runs with locals of its own: its names live there, those that `global` lists in the globals.
import marshal

c=compile("""
a=1
def f(): return g1
import os.path, json as j
class K: z=9
b=[1+i for i in range(3)]
for q in b: pass
global w
w=5
del q
x: int = 3
v=(y:=4)
try: 1/0
except Exception as e: pass
s=sum(n for n in b)
""","x","exec")
for fn in exec, eval:
  l={};g={'g1':7}; fn(c,g,l); print(sorted(k for k in l if k[0]!='_'), sorted(k for k in g if k[0]!='_'), l['K'].z,l['f']())
class M(dict):
    def __missing__(self,k): return k*2
print(eval(compile("foo+bar","","eval"),{},M()))
g={}; exec(c,g); print(sorted(k for k in g if k[0]!='_'))
def f():
    exec(c); return sorted(k for k in globals() if k=='w')
print(f())
class C: exec(c); r=a
print(C.r, 'K' in vars(C))
l={};exec(marshal.loads(marshal.dumps(c)),{},l);print(sorted(k for k in l if k[0]!='_'))

# expect: ['K', 'a', 'b', 'f', 'j', 'os', 's', 'v', 'x', 'y'] ['g1', 'w'] 9 7
# expect: ['K', 'a', 'b', 'f', 'j', 'os', 's', 'v', 'x', 'y'] ['g1', 'w'] 9 7
# expect: foofoobarbar
# expect: ['K', 'a', 'b', 'f', 'j', 'os', 's', 'v', 'w', 'x', 'y']
# expect: ['w']
# expect: 1 True
# expect: ['K', 'a', 'b', 'f', 'j', 'os', 's', 'v', 'x', 'y']
