import os

for call in (lambda: os.execv("nothing", ()), lambda: os.execv("nothing", ("",)), lambda: os.execv("nothing", ["", "a"]),
             lambda: os.execve("nothing", [], {}), lambda: os.execve("nothing", [""], {}), lambda: os.execv("/nonexistent/program", ["a"])):
    try:
        call()
    except (ValueError, OSError) as e:
        print(type(e).__name__, e)

# expect: ValueError execv() arg 2 must not be empty
# expect: ValueError execv() arg 2 first element cannot be empty
# expect: ValueError execv() arg 2 first element cannot be empty
# expect: ValueError execve: argv must not be empty
# expect: ValueError execve: argv first element cannot be empty
# expect: FileNotFoundError [Errno 2] No such file or directory
