# race: the attribute balance of the Account made at attribute_without_a_lock.py:13
import threading


class Account:
    def __init__(self):
        self.balance = 0

    def deposit(self):
        self.balance += 10


account = Account()


threads = [threading.Thread(target=f) for f in (account.deposit, account.deposit)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
