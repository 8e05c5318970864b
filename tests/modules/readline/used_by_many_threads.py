# Threads that change the history, the completer and the delimiters at once.
import readline, threading

def work(number):
    for i in range(200):
        readline.add_history(f"{number} {i}")
        readline.get_history_item(1 + i), readline.get_current_history_length()
        readline.set_completer(lambda text, state: None)
        readline.get_completer()("", 0)
        readline.set_completer_delims(" \t" + str(number))
        readline.get_completer_delims()
        if i % 50 == 0:
            readline.get_line_buffer(), readline.parse_and_bind("")

threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
length = readline.get_current_history_length()
print(length, sorted({readline.get_history_item(i + 1) for i in range(length)}) == sorted(f"{n} {i}" for n in range(4) for i in range(200)))

# expect: 800 True
