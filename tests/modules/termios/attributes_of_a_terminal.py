# min-version: 3.11
import getpass, os, pty, termios, tty
master, slave = os.openpty()
mode = termios.tcgetattr(slave)
print(len(mode), [type(x).__name__ for x in mode], len(mode[6]), mode[6][termios.VINTR], mode[6][termios.VEOF])
print(bool(mode[3] & termios.ECHO), mode[4] == termios.B38400)
mode[3] &= ~(termios.ECHO | termios.ICANON)
mode[6][termios.VMIN] = 3
mode[6][termios.VTIME] = b"\x00"
print(termios.tcsetattr(slave, termios.TCSANOW, mode), termios.tcgetattr(slave)[6][termios.VMIN], termios.tcgetattr(slave)[3] & termios.ECHO)
print(termios.tcsetwinsize(slave, (24, 80)), termios.tcgetwinsize(slave), os.get_terminal_size(slave))
print(termios.tcflush(slave, termios.TCIOFLUSH), termios.tcdrain(master), termios.tcsendbreak(slave, 0))
tty.setraw(slave)
print(termios.tcgetattr(slave)[3] & (termios.ECHO | termios.ICANON | termios.ISIG))
r, w = os.pipe()
for call in (lambda: termios.tcgetattr(r), lambda: termios.tcflow(slave, 77), lambda: termios.tcsetattr(slave, 0, [1]), lambda: termios.tcsetattr(slave, 0, (1,) * 7),
             lambda: termios.tcsetattr(slave, 0, [1, 2, 3, 4, 5, 6, [1]]), lambda: termios.tcsetattr(slave, 0, [1, 2, 3, 4, 5, 6, [b"12"] * 32]),
             lambda: termios.tcsetattr(slave, 0, ["a", 2, 3, 4, 5, 6, [1] * 32]), lambda: termios.tcsetwinsize(slave, 1), lambda: termios.tcsetwinsize(slave, (1, 2, 3)),
             lambda: termios.tcsetwinsize(slave, (-1, 2)), lambda: termios.tcgetattr("x")):
    try:
        call()
    except (termios.error, TypeError, OverflowError) as e:
        print(type(e).__module__, type(e).__name__, e.args)
print(termios.error.__mro__[1])

# expect: 7 ['int', 'int', 'int', 'int', 'int', 'int', 'list'] 32 b'\x03' b'\x04'
# expect: True True
# expect: None 3 0
# expect: None (24, 80) os.terminal_size(columns=80, lines=24)
# expect: None None None
# expect: 0
# expect: termios error (25, 'Inappropriate ioctl for device')
# expect: termios error (22, 'Invalid argument')
# expect: builtins TypeError ('tcsetattr, arg 3: must be 7 element list',)
# expect: builtins TypeError ('tcsetattr, arg 3: must be 7 element list',)
# expect: builtins TypeError ('tcsetattr: attributes[6] must be 32 element list',)
# expect: builtins TypeError ('tcsetattr: elements of attributes must be characters or integers',)
# expect: builtins TypeError ("'str' object cannot be interpreted as an integer",)
# expect: builtins TypeError ('tcsetwinsize, arg 2: must be a two-item sequence',)
# expect: builtins TypeError ('tcsetwinsize, arg 2: must be a two-item sequence',)
# expect: builtins OverflowError ('winsize value(s) out of range.',)
# expect: builtins TypeError ('argument must be an int, or have a fileno() method.',)
# expect: <class 'Exception'>
