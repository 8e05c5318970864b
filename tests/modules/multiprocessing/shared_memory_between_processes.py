import multiprocessing
from multiprocessing import shared_memory


def write(name):
    block = shared_memory.SharedMemory(name)
    block.buf[:5] = b"child"
    block.close()


if __name__ == "__main__":
    block = shared_memory.SharedMemory(create=True, size=64)
    process = multiprocessing.get_context("fork").Process(target=write, args=(block.name,))
    process.start()
    process.join()
    print(bytes(block.buf[:6]), len(block.buf) >= 64)
    block.close()
    block.unlink()

# expect: b'child\x00' True
