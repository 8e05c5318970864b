# Ints whose digits are out of range or begin with zeros are no marshal data.
import marshal

for data in "6c 01000000 ff7f", "6c 01000000 0080", "6c 02000000 01000000", "6c ffffffff 0100", "6c 00000000", "6c 05000000 0000", "6c 00000080", "6c ffffff7f":
    try:
        print(data, marshal.loads(bytes.fromhex(data)))
    except (ValueError, EOFError) as e:
        print(data, type(e).__name__, e)
for n in 0, 1, -1, 2**14, 2**15, 2**30, 2**31, -2**31, 2**63, 2**64 - 1, -2**64, 10**100, -3**1000, 2**15000, 2**15000 - 1:
    assert marshal.loads(marshal.dumps(n)) == n, n
print("same")

# expect: 6c 01000000 ff7f 32767
# expect: 6c 01000000 0080 ValueError bad marshal data (digit out of range in long)
# expect: 6c 02000000 01000000 ValueError bad marshal data (unnormalized long data)
# expect: 6c ffffffff 0100 -1
# expect: 6c 00000000 0
# expect: 6c 05000000 0000 EOFError marshal data too short
# expect: 6c 00000080 ValueError bad marshal data (long size out of range)
# expect: 6c ffffff7f EOFError marshal data too short
# expect: same
