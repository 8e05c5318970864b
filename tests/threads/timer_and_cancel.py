import threading

done = threading.Event()
t = threading.Timer(0.01, done.set)
t.start()
print(done.wait(10))
never = threading.Timer(60, print, ["never"])
never.start()
never.cancel()
never.join()
print("cancelled")

# expect: True
# expect: cancelled
