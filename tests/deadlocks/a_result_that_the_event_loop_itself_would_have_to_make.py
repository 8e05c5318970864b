# judged: deadlock
# says: Deadlock: 1 thread waits, and nobody is left who could wake it; only a handler of SIGINT could do that\.
# says: MainThread waits at \S+_make\.py:\d+, in main\n\s+for the Future made at \S+_make\.py:\d+
import asyncio


async def inner():
    return 1


async def main():
    return asyncio.run_coroutine_threadsafe(inner(), asyncio.get_running_loop()).result()


asyncio.run(main())
