"""The length of a frame is checked against what there is."""

import io, pickle
for n in (3, 4, 2**31, 2**40 + 7, 0x18 << 56, 2**63, 2**64 - 1):
    data = b"\x80\x04\x95" + n.to_bytes(8, "little") + b"K\x01."
    for load in (pickle.loads, lambda data: pickle.load(io.BytesIO(data))):
        try:
            print(n, load(data))
        except Exception as error:
            print(n, type(error).__name__, error)

# expect: 3 1
# expect: 3 1
# expect: 4 UnpicklingError pickle data was truncated
# expect: 4 UnpicklingError pickle data was truncated
# expect: 2147483648 UnpicklingError pickle data was truncated
# expect: 2147483648 UnpicklingError pickle data was truncated
# expect: 1099511627783 UnpicklingError pickle data was truncated
# expect: 1099511627783 UnpicklingError pickle data was truncated
# expect: 1729382256910270464 UnpicklingError pickle data was truncated
# expect: 1729382256910270464 UnpicklingError pickle data was truncated
# expect: 9223372036854775808 OverflowError FRAME length exceeds system's maximum of 9223372036854775807 bytes
# expect: 9223372036854775808 OverflowError FRAME length exceeds system's maximum of 9223372036854775807 bytes
# expect: 18446744073709551615 OverflowError FRAME length exceeds system's maximum of 9223372036854775807 bytes
# expect: 18446744073709551615 OverflowError FRAME length exceeds system's maximum of 9223372036854775807 bytes
