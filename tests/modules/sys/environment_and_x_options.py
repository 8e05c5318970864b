import os, subprocess, sys


def run(code, *options, **environment):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON") and name != "LC_ALL"} | {"LC_ALL": "C.UTF-8"} | environment
    done = subprocess.run([sys.executable, *options, "-c", code], env=environment, capture_output=True)
    return done.returncode, done.stdout, done.stderr.splitlines()[-1:]


print(run("import sys; print(sys._xoptions)", "-X", "a", "-X", "b=c", "-Xd=e=f"))
print(run("import sys; print(sys.flags.optimize, sys.flags.debug, sys.flags.verbose, __debug__)", PYTHONOPTIMIZE="2", PYTHONDEBUG="x"))
print(run("import sys; print(sys.flags.dev_mode, sys.warnoptions)", "-X", "dev", "-W", "ignore", "-b", PYTHONWARNINGS="error::UserWarning,once"))
print(run("import sys; print(sys.flags.dev_mode, sys.warnoptions, sys.flags.ignore_environment)", "-E", PYTHONDEVMODE="1", PYTHONWARNINGS="error"))
print(run("import sys; print(sys.flags.no_user_site, sys.flags.safe_path, sys.flags.inspect, sys.dont_write_bytecode)", PYTHONNOUSERSITE="1",
          PYTHONSAFEPATH="1", PYTHONDONTWRITEBYTECODE="x"))
print(run("print(chr(0xa2))", PYTHONIOENCODING="latin-1"))
print(run("print(chr(0x20ac), chr(0xa2))", PYTHONIOENCODING="ascii:replace"))
print(run("print(chr(0x20ac))", PYTHONIOENCODING="ascii"))
print(run("import sys; print(*(s.encoding + ':' + s.errors for s in (sys.stdin, sys.stdout, sys.stderr)))", PYTHONIOENCODING=":ignore"))
print(run("import sys; print(*(s.errors for s in (sys.stdin, sys.stdout, sys.stderr)))", LC_ALL="C", PYTHONCOERCECLOCALE="0"))
print(run("import os, sys; sys.stdout.write('out'); os._exit(0)"))
print(run("import os, sys; sys.stdout.write('out'); print(sys.stdout.write_through, sys.stdout.line_buffering); os._exit(0)", "-u"))
print(run("import sys; print(sys.get_int_max_str_digits(), sys.flags.int_max_str_digits)", "-X", "int_max_str_digits=1000"))
print(run("import sys; print(sys.get_int_max_str_digits())", PYTHONINTMAXSTRDIGITS="0"))
print(run("''.encode('no-such-encoding')"))
print(run("'x'.encode('utf-8', 'no-such-handler'); b'x'.decode('ascii', 'no-such-handler')"))
print(run("'x'.encode('utf-8', 'no-such-handler')", "-X", "dev"))
print(run("open(__import__('os').devnull, errors='no-such-handler')", "-X", "dev"))
print(run("import io; print(io.text_encoding('x')); open(__import__('os').devnull); io.text_encoding(None, 1)", "-X", "warn_default_encoding", "-W", "error"))
print(run("import faulthandler; print(faulthandler.is_enabled())", "-X", "faulthandler"), run("import faulthandler; print(faulthandler.is_enabled())"))

# expect: (0, b"{'a': True, 'b': 'c', 'd': 'e=f'}\n", [])
# expect: (0, b'2 1 0 False\n', [])
# expect: (0, b"True ['default', 'error::UserWarning', 'once', 'ignore', 'default::BytesWarning']\n", [])
# expect: (0, b'False [] 1\n', [])
# expect: (0, b'1 True 0 True\n', [])
# expect: (0, b'\xa2\n', [])
# expect: (0, b'? ?\n', [])
# expect: (1, b'', [b"UnicodeEncodeError: 'ascii' codec can't encode character '\\u20ac' in position 0: ordinal not in range(128)"])
# expect: (0, b'utf-8:ignore utf-8:ignore utf-8:backslashreplace\n', [])
# expect: (0, b'surrogateescape surrogateescape backslashreplace\n', [])
# expect: (0, b'', [])
# expect: (0, b'outTrue False\n', [])
# expect: (0, b'1000 1000\n', [])
# expect: (0, b'0\n', [])
# expect: (1, b'', [b'LookupError: unknown encoding: no-such-encoding'])
# expect: (0, b'', [])
# expect: (1, b'', [b"LookupError: unknown error handler name 'no-such-handler'"])
# expect: (1, b'', [b"LookupError: unknown error handler name 'no-such-handler'"])
# expect: (1, b'x\n', [b"EncodingWarning: 'encoding' argument not specified"])
# expect: (0, b'True\n', []) (0, b'False\n', [])
