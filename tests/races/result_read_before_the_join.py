# race: the attribute result of an object of class Worker
import threading


class Worker(threading.Thread):
    result = None

    def run(self):
        self.result = 42


worker = Worker()
worker.start()
early = worker.result
worker.join()
