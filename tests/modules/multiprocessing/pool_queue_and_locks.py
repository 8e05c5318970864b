import concurrent.futures
import multiprocessing


def square(x):
    return x * x


def child(queue, lock):
    with lock:
        queue.put(("child", lock.acquire(timeout=0)))


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    queue, lock = context.Queue(), context.RLock()
    process = context.Process(target=child, args=(queue, lock))
    process.start()
    print(queue.get())
    process.join()
    print(process.exitcode)
    with context.Pool(2) as pool:
        print(pool.map(square, range(8)), pool.apply_async(square, (9,)).get())
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as executor:
        print(list(executor.map(square, range(5))))
    semaphore = context.BoundedSemaphore(1)
    print(semaphore.acquire(), semaphore.acquire(block=False), semaphore.acquire(timeout=0.01), semaphore.release())
    for action in (semaphore.release, lock.release):
        try:
            action()
        except (ValueError, AssertionError) as error:
            print(type(error).__name__, error)

# expect: ('child', True)
# expect: 0
# expect: [0, 1, 4, 9, 16, 25, 36, 49] 81
# expect: [0, 1, 4, 9, 16]
# expect: True False False None
# expect: ValueError semaphore or lock released too many times
# expect: AssertionError attempt to release recursive lock not owned by thread
