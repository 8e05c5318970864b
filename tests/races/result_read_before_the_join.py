# race: the attribute result of the Worker made at result_read_before_the_join.py:12
import threading


class Worker(threading.Thread):
    result = None

    def run(self):
        self.result = 42


worker = Worker()
worker.start()
early = worker.result
worker.join()
