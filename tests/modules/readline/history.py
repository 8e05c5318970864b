# The list of lines, and files of it.
import os, readline, tempfile

def lines():
    return [readline.get_history_item(i) for i in range(readline.get_current_history_length() + 2)]

print(lines(), readline.get_history_length())
for line in ("first", "sécond", "third one", ""):
    readline.add_history(line)
print(lines())
readline.replace_history_item(1, "second")
readline.remove_history_item(0)
print(lines())
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "history")
    readline.clear_history()
    for line in ("one", "two", "dréi\\040x", "four "):
        readline.add_history(line)
    readline.write_history_file(name)
    print(ascii(open(name, encoding="utf-8").read()))
    readline.clear_history()
    print(lines())
    readline.read_history_file(name)
    readline.append_history_file(2, name)
    readline.read_history_file(name.encode())
    print(ascii(lines()))
    readline.set_history_length(2)
    readline.write_history_file(name)
    readline.append_history_file(1, name)
    print(readline.get_history_length(), ascii(open(name, encoding="utf-8").read()))
    readline.set_history_length(-1)

# expect: [None, None] -1
# expect: [None, 'first', 'sécond', 'third one', '', None]
# expect: [None, 'second', 'third one', '', None]
# expect: 'one\ntwo\ndr\xe9i\\040x\nfour \n'
# expect: [None, None]
# expect: [None, 'one', 'two', 'dr\xe9i\\040x', 'four ', 'one', 'two', 'dr\xe9i\\040x', 'four ', 'dr\xe9i\\040x', 'four ', None]
# expect: 2 'four \nfour \n'
