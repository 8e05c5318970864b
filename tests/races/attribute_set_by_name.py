# race: the attribute mode of an object of class Settings
import threading


class Settings:
    mode = "a"


settings = Settings()


def write():
    setattr(settings, "mode", "b")


def read():
    return getattr(settings, "mode")


threads = [threading.Thread(target=f) for f in (write, read)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
