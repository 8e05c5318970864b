# A message about a conversion that bytes do not have tells control characters as they are.
for template in (b"ab%\x00", b"%\x1f", b"%y", bytearray(b"%\t"), "%\x00", "%\u1234"):
    try:
        template % 1
    except ValueError as error:
        print(ascii(str(error)))

# expect-before-3.15: "unsupported format character '\x00' (0x0) at index 3"
# expect-before-3.15: "unsupported format character '\x1f' (0x1f) at index 1"
# expect-before-3.15: "unsupported format character 'y' (0x79) at index 1"
# expect-before-3.15: "unsupported format character '\t' (0x9) at index 1"
# expect-before-3.15: "unsupported format character '?' (0x0) at index 1"
# expect-before-3.15: "unsupported format character '?' (0x1234) at index 1"
# expect-since-3.15: 'stray % at position 2 or unexpected format character with code 0x00 at position 3'
# expect-since-3.15: 'stray % at position 0 or unexpected format character with code 0x1f at position 1'
# expect-since-3.15: 'unsupported format %y at position 0'
# expect-since-3.15: 'stray % at position 0 or unexpected format character with code 0x09 at position 1'
# expect-since-3.15: 'stray % at position 0 or unexpected format character U+0000 at position 1'
# expect-since-3.15: "stray % at position 0 or unexpected format character '\u1234' (U+1234) at position 1"
