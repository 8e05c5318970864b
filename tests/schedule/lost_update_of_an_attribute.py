# fails: 1
import threading


class Account:
    def __init__(self):
        self.balance = 100

    def withdraw(self, amount):
        if self.balance >= amount:
            self.balance -= amount


account = Account()
threads = [threading.Thread(target=account.withdraw, args=(70,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert account.balance == 30, account.balance
