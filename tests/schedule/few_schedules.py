# fails: 0
# says: ^[2-7] different schedules in (1[3-9]|[2-9]\d) runs, none has failed\.$
# One thread, which shares nothing: it may only begin earlier or later.
import threading

thread = threading.Thread(target=int)
thread.start()
thread.join()
