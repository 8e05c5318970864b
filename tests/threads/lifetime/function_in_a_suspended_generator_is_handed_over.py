# A generator that is given to another thread gives it what its registers hold, functions included: both threads may then store to them.
import queue, threading

ask, answer = queue.SimpleQueue(), queue.SimpleQueue()

SOURCE = '''
def f(): return 1
def generator(ask, answer):
    for _ in (1, 2, 3): function = f
    yield function
    i = 0
    while True:
        function.x = [i, "a" + str(i), {"k": i}, [i] * 8]
        answer.put(None)
        if ask.get() == "end": break
        i += 1
        function.x = None
        junk = [[j] * 4 for j in range(50)]
        answer.put(None)
        if ask.get() == "end": break
'''

def worker():
    for _ in ask.get(): pass

def main():
    thread = threading.Thread(target=worker)
    thread.start()
    namespace = {}
    exec(SOURCE, namespace)
    generator = namespace["generator"](ask, answer)
    function = next(generator)
    del namespace["f"]
    ask.put(generator)
    wrong = 0
    for i in range(200):
        answer.get()
        x = function.x
        ask.put("go")
        answer.get()
        wrong += x != [i, "a" + str(i), {"k": i}, [i] * 8]
        ask.put("go")
    answer.get()
    ask.put("end")
    thread.join()
    print("wrong", wrong)

main()

# expect: wrong 0
