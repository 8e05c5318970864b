import threading

done = threading.Event()
t = threading.Timer(0.01, done.set)
t.start()
print(done.wait(1000))
never = threading.Timer(1000, print, ["never"])
never.start()
never.cancel()
never.join()
print("cancelled")

# expect: True
# expect: cancelled
