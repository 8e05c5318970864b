import random

r = random.Random(42)
print(r.random(), r.randint(1, 100), r.randrange(0, 100, 7), r.choice("abcdef"), r.uniform(1, 2))
print(r.getrandbits(70), r.sample(range(100), 5), r.choices("xyz", weights=[1, 2, 3], k=5))
print(r.gauss(0, 1))
items = list(range(8))
r.shuffle(items)
print(items, r.betavariate(1, 2), r.expovariate(1.5))
random.seed("text")
first = [random.random() for _ in range(3)]
state = random.getstate()
x = random.random()
random.setstate(state)
print(first[0], random.random() == x, random.Random(1).random() == random.Random(1).random())
print(random.Random(2**80).getrandbits(33))

# expect: 0.6394267984578837 4 77 c 1.2448918538034763
# expect: 124265960472762171881 [86, 94, 69, 11, 75] ['y', 'x', 'y', 'z', 'x']
# expect: 0.45775079868034557
# expect: [7, 5, 0, 2, 4, 3, 1, 6] 0.46745598120644016 2.1010150989588694
# expect: 0.8711565613554825 True True
# expect: 1078833191
