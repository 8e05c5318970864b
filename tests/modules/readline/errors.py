# Wrong arguments, absent files, functions that are set and asked for.
# min-version: 3.13
import readline

def outcome(name, *arguments):
    try:
        return repr(getattr(readline, name)(*arguments))
    except Exception as error:
        return f"{type(error).__name__}: {error}"

for name, *arguments in [
        ("parse_and_bind", "a\0b"), ("parse_and_bind", 1), ("add_history", b"x"), ("add_history", "a\0b"), ("insert_text", 1),
        ("remove_history_item", -1), ("remove_history_item", 0), ("remove_history_item", "x"), ("replace_history_item", -1, "x"),
        ("replace_history_item", 5, "x"), ("replace_history_item", 0, 1), ("get_history_item", -1), ("get_history_item", 0),
        ("set_history_length", "x"), ("set_completer", 1), ("set_startup_hook", 5), ("set_pre_input_hook", 5),
        ("set_completion_display_matches_hook", 5), ("set_completer_delims", 1), ("get_completer_delims",), ("get_completer",),
        ("set_completer", len), ("get_completer",), ("set_completer", None), ("get_completer",), ("set_completer",), ("set_startup_hook",),
        ("read_history_file", "/nonexistent"), ("read_history_file", 5), ("read_history_file", "/a\0b"), ("read_init_file", "/nonexistent"),
        ("write_history_file", "/nonexistent/x"), ("append_history_file", 1, "/nonexistent/x"), ("append_history_file", "x"),
        ("get_begidx",), ("get_endidx",), ("get_completion_type",), ("get_line_buffer",), ("redisplay",), ("set_auto_history", "x"),
        ("set_auto_history", 0), ("clear_history",), ("get_current_history_length",), ("set_completer_delims", " é"), ("get_completer_delims",)]:
    print(name, ascii(arguments), ascii(outcome(name, *arguments).replace("null byte", "null character")))
print(readline.backend in ("readline", "editline"))

# expect: parse_and_bind ['a\x00b'] 'ValueError: embedded null character'
# expect: parse_and_bind [1] 'TypeError: bad argument type for built-in operation'
# expect: add_history [b'x'] 'TypeError: bad argument type for built-in operation'
# expect: add_history ['a\x00b'] 'ValueError: embedded null character'
# expect: insert_text [1] 'TypeError: bad argument type for built-in operation'
# expect: remove_history_item [-1] 'ValueError: History index cannot be negative'
# expect: remove_history_item [0] 'ValueError: No history item at position 0'
# expect: remove_history_item ['x'] "TypeError: 'str' object cannot be interpreted as an integer"
# expect: replace_history_item [-1, 'x'] 'ValueError: History index cannot be negative'
# expect: replace_history_item [5, 'x'] 'ValueError: No history item at position 5'
# expect: replace_history_item [0, 1] 'TypeError: replace_history_item() argument 2 must be str, not int'
# expect: get_history_item [-1] 'None'
# expect: get_history_item [0] 'None'
# expect: set_history_length ['x'] "TypeError: 'str' object cannot be interpreted as an integer"
# expect: set_completer [1] 'TypeError: set_completer(func): argument not callable'
# expect: set_startup_hook [5] 'TypeError: set_startup_hook(func): argument not callable'
# expect: set_pre_input_hook [5] 'TypeError: set_pre_input_hook(func): argument not callable'
# expect: set_completion_display_matches_hook [5] 'TypeError: set_completion_display_matches_hook(func): argument not callable'
# expect: set_completer_delims [1] 'TypeError: bad argument type for built-in operation'
# expect: get_completer_delims [] '\' \\t\\n`~!@#$%^&*()-=+[{]}\\\\|;:\\\'",<>/?\''
# expect: get_completer [] 'None'
# expect: set_completer [<built-in function len>] 'None'
# expect: get_completer [] '<built-in function len>'
# expect: set_completer [None] 'None'
# expect: get_completer [] 'None'
# expect: set_completer [] 'None'
# expect: set_startup_hook [] 'None'
# expect: read_history_file ['/nonexistent'] 'FileNotFoundError: [Errno 2] No such file or directory'
# expect: read_history_file [5] 'TypeError: expected str, bytes or os.PathLike object, not int'
# expect: read_history_file ['/a\x00b'] 'ValueError: embedded null character'
# expect: read_init_file ['/nonexistent'] 'FileNotFoundError: [Errno 2] No such file or directory'
# expect: write_history_file ['/nonexistent/x'] 'FileNotFoundError: [Errno 2] No such file or directory'
# expect: append_history_file [1, '/nonexistent/x'] 'FileNotFoundError: [Errno 2] No such file or directory'
# expect: append_history_file ['x'] "TypeError: 'str' object cannot be interpreted as an integer"
# expect: get_begidx [] '0'
# expect: get_endidx [] '0'
# expect: get_completion_type [] '0'
# expect: get_line_buffer [] "''"
# expect: redisplay [] 'None'
# expect: set_auto_history ['x'] 'None'
# expect: set_auto_history [0] 'None'
# expect: clear_history [] 'None'
# expect: get_current_history_length [] '0'
# expect: set_completer_delims [' \xe9'] 'None'
# expect: get_completer_delims [] "' \xe9'"
# expect: True
