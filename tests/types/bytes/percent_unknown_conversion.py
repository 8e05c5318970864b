# A message about a conversion that bytes do not have tells control characters as they are.
for template in (b"ab%\x00", b"%\x1f", b"%y", bytearray(b"%\t"), "%\x00", "%\u1234"):
    try:
        template % 1
    except ValueError as error:
        print(ascii(str(error)))

# expect: "unsupported format character '\x00' (0x0) at index 3"
# expect: "unsupported format character '\x1f' (0x1f) at index 1"
# expect: "unsupported format character 'y' (0x79) at index 1"
# expect: "unsupported format character '\t' (0x9) at index 1"
# expect: "unsupported format character '?' (0x0) at index 1"
# expect: "unsupported format character '?' (0x1234) at index 1"
