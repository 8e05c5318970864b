import threading

shared = []
ready, done = threading.Event(), threading.Event()


def run():
    number, text = 1 << 80, "text"
    try:
        raise ValueError
    except ValueError as error:
        shared.append(error)
    ready.set()
    done.wait()
    number = text = None


thread = threading.Thread(target=run)
thread.start()
ready.wait()
frame = shared[0].__traceback__.tb_frame
print(frame.f_locals["number"] == 1 << 80, frame.f_locals["text"], frame.f_code.co_name)
print(frame.f_back is not None, frame.f_lineno > 0)
done.set()
thread.join()
print(frame.f_locals["number"], frame.f_locals["text"])

# expect: True text run
# expect: True True
# expect: None None
