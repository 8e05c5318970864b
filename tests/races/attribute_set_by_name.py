# race: the attribute mode of the Settings made at attribute_set_by_name.py:9
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
