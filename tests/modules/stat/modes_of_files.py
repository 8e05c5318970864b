import _stat
import stat

TESTS = [name for name in dir(stat) if name.startswith("S_IS") and callable(getattr(stat, name))]
print(TESTS)
KINDS = {"regular": 0o100644, "folder": 0o040755, "link": 0o120777, "device": 0o020666, "block device": 0o060660, "pipe": 0o010600, "socket": 0o140755, "door": 0o150000,
         "nothing": 0}
for kind, mode in KINDS.items():
    print(kind, [name for name in TESTS if getattr(stat, name)(mode)], stat.filemode(mode), oct(stat.S_IFMT(mode)), oct(stat.S_IMODE(mode)))
for mode in (0o104755, 0o104644, 0o102755, 0o102644, 0o041777, 0o041776, 0o107777, 0o107000, 0o170000, 0xFFFF):
    print(oct(mode), stat.filemode(mode), oct(stat.S_IMODE(mode)), oct(stat.S_IFMT(mode)))
print(_stat.S_ISDIR(0o40000), _stat.S_ISCHR(0o20000), _stat.S_ISBLK(0o60000), _stat.S_ISREG(0o100000), _stat.S_ISFIFO(0o10000), _stat.S_ISLNK(0o120000),
      _stat.S_ISSOCK(0o140000), _stat.S_ISDOOR(0), _stat.S_ISPORT(0), _stat.S_ISWHT(0), _stat.S_IMODE(0o100777), _stat.S_IFMT(0o100777), _stat.filemode(0o100777))
for source in ("stat.filemode('x')", "stat.filemode(-1)", "stat.filemode(2 ** 40)", "stat.S_ISDIR(None)", "stat.S_ISDIR()", "stat.S_IMODE(1.5)", "stat.S_IFMT(2 ** 80)", "stat.S_ISREG(True)"):
    try:
        print(source, eval(source))
    except (TypeError, OverflowError) as error:
        print(source, type(error).__name__)

# expect: ['S_ISBLK', 'S_ISCHR', 'S_ISDIR', 'S_ISDOOR', 'S_ISFIFO', 'S_ISLNK', 'S_ISPORT', 'S_ISREG', 'S_ISSOCK', 'S_ISWHT']
# expect: regular ['S_ISREG'] -rw-r--r-- 0o100000 0o644
# expect: folder ['S_ISDIR'] drwxr-xr-x 0o40000 0o755
# expect: link ['S_ISLNK'] lrwxrwxrwx 0o120000 0o777
# expect: device ['S_ISCHR'] crw-rw-rw- 0o20000 0o666
# expect: block device ['S_ISBLK'] brw-rw---- 0o60000 0o660
# expect: pipe ['S_ISFIFO'] prw------- 0o10000 0o600
# expect: socket ['S_ISSOCK'] srwxr-xr-x 0o140000 0o755
# expect: door [] ?--------- 0o150000 0o0
# expect: nothing [] ?--------- 0o0 0o0
# expect: 0o104755 -rwsr-xr-x 0o4755 0o100000
# expect: 0o104644 -rwSr--r-- 0o4644 0o100000
# expect: 0o102755 -rwxr-sr-x 0o2755 0o100000
# expect: 0o102644 -rw-r-Sr-- 0o2644 0o100000
# expect: 0o41777 drwxrwxrwt 0o1777 0o40000
# expect: 0o41776 drwxrwxrwT 0o1776 0o40000
# expect: 0o107777 -rwsrwsrwt 0o7777 0o100000
# expect: 0o107000 ---S--S--T 0o7000 0o100000
# expect: 0o170000 ?--------- 0o0 0o170000
# expect: 0o177777 ?rwsrwsrwt 0o7777 0o170000
# expect: True True True True True True True False False False 511 32768 -rwxrwxrwx
# expect: stat.filemode('x') TypeError
# expect: stat.filemode(-1) OverflowError
# expect: stat.filemode(2 ** 40) OverflowError
# expect: stat.S_ISDIR(None) TypeError
# expect: stat.S_ISDIR() TypeError
# expect: stat.S_IMODE(1.5) TypeError
# expect: stat.S_IFMT(2 ** 80) OverflowError
# expect: stat.S_ISREG(True) False
