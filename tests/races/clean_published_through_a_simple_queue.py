# no race
import queue
import threading

requests, replies = queue.SimpleQueue(), queue.SimpleQueue()


def serve():
    while (request := requests.get()) is not None:
        request["reply"] = request["n"] * 2
        replies.put(request)


server = threading.Thread(target=serve)
server.start()
request = {"n": 1}
for _ in range(5):
    requests.put(request)
    request = replies.get()
    request["n"] = request["reply"]
requests.put(None)
server.join()
