import threading

out = []


def forever():
    return forever()


def work():
    try:
        forever()
    except RecursionError as error:
        out.append(str(error))


t = threading.Thread(target=work)
t.start()
t.join()
print(out)

# expect: ['maximum recursion depth exceeded']
