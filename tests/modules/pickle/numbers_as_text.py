# A NUL ends such a number, and what is left of the line is not read. The empty line is no number.
import pickle


def load(data):
    try:
        return pickle.loads(data)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def show(opcode, *lines, before=b""):
    for line in lines:
        print(opcode, line, repr(load(before + opcode + line + b"\n.")))


show(b"I", b"01", b"00", b" 1", b"+1", b"-0", b"1\0", b"1 ", b"010", b"08", b"0x1", b"", b"12\0zz", b"\0", b"9" * 20, b"1_0", b"1L")
show(b"L", b"5L", b"5", b"", b"12\0zzL", b"1\xff", "\u0661".encode(), b"0x10")
show(b"F", b"1.5", b" 1.5", b"1.5 ", b"1_0", b"nan", b"-inf", b"1e999", b"1.5\0x", b"", b"x", b"0x1p3", b"\xa01")
show(b"g", b"1", b"1\0", b" 1", b"2", b"-1", b"", b"9223372036854775808", b"1L", before=b"Np1\n")
show(b"p", b"1\0", b"-1", b"", b"9223372036854775808", before=b"N")

# expect: b'I' b'01' True
# expect: b'I' b'00' False
# expect-before-3.15: b'I' b' 1' True
# expect-since-3.15: b'I' b' 1' 1
# expect-before-3.15: b'I' b'+1' True
# expect-since-3.15: b'I' b'+1' 1
# expect-before-3.15: b'I' b'-0' False
# expect-since-3.15: b'I' b'-0' 0
# expect-before-3.15: b'I' b'1\x00' True
# expect-since-3.15: b'I' b'1\x00' 1
# expect: b'I' b'1 ' 1
# expect-before-3.15: b'I' b'010' 8
# expect-since-3.15: b'I' b'010' 10
# expect-before-3.15: b'I' b'08' 'ValueError: could not convert string to int'
# expect-since-3.15: b'I' b'08' 8
# expect-before-3.15: b'I' b'0x1' 1
# expect-since-3.15: b'I' b'0x1' 'ValueError: could not convert string to int'
# expect: b'I' b'' 'UnpicklingError: pickle data was truncated'
# expect: b'I' b'12\x00zz' 12
# expect: b'I' b'\x00' 0
# expect: b'I' b'99999999999999999999' 99999999999999999999
# expect: b'I' b'1_0' 10
# expect: b'I' b'1L' 'ValueError: could not convert string to int'
# expect: b'L' b'5L' 5
# expect: b'L' b'5' 5
# expect: b'L' b'' 'UnpicklingError: pickle data was truncated'
# expect: b'L' b'12\x00zzL' 12
# expect: b'L' b'1\xff' "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"
# expect: b'L' b'\xd9\xa1' "ValueError: invalid literal for int() with base 10: '١\\n'"
# expect-before-3.15: b'L' b'0x10' 16
# expect-since-3.15: b'L' b'0x10' "ValueError: invalid literal for int() with base 10: '0x10\\n'"
# expect: b'F' b'1.5' 1.5
# expect: b'F' b' 1.5' "ValueError: could not convert string to float: ' 1.5\n'"
# expect: b'F' b'1.5 ' 'ValueError: could not convert string to float'
# expect: b'F' b'1_0' 'ValueError: could not convert string to float'
# expect: b'F' b'nan' nan
# expect: b'F' b'-inf' -inf
# expect: b'F' b'1e999' "OverflowError: value too large to convert to float: '1e999\n'"
# expect: b'F' b'1.5\x00x' 1.5
# expect: b'F' b'' 'UnpicklingError: pickle data was truncated'
# expect: b'F' b'x' "ValueError: could not convert string to float: 'x\n'"
# expect: b'F' b'0x1p3' 'ValueError: could not convert string to float'
# expect: b'F' b'\xa01' "ValueError: could not convert string to float: '�1\n'"
# expect: b'g' b'1' None
# expect: b'g' b'1\x00' None
# expect: b'g' b' 1' None
# expect: b'g' b'2' 'UnpicklingError: Memo value not found at index 2'
# expect: b'g' b'-1' 'UnpicklingError: Memo value not found at index -1'
# expect: b'g' b'' 'UnpicklingError: pickle data was truncated'
# expect: b'g' b'9223372036854775808' 'OverflowError: Python int too large to convert to C ssize_t'
# expect: b'g' b'1L' "ValueError: invalid literal for int() with base 10: '1L\\n'"
# expect: b'p' b'1\x00' None
# expect: b'p' b'-1' 'ValueError: negative PUT argument'
# expect: b'p' b'' 'UnpicklingError: pickle data was truncated'
# expect: b'p' b'9223372036854775808' 'OverflowError: Python int too large to convert to C ssize_t'
