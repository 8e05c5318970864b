# min-version: 3.14
# A shift whose result has more bits than an int may have is an OverflowError, one with more than fit into memory a MemoryError.
for count in (2**62, 2**63 - 127, 2**63 - 97, 2**63 - 96, 2**63 - 38, 2**63 - 37, 2**63 - 1, 2**63, 2**64):
    for number in (1, -(2**70), 2**100):
        try:
            number << count
        except (MemoryError, OverflowError) as error:
            print(type(error).__name__, error)
print([number << count for number in (0, False) for count in (2**62, 2**63, 2**100)])

# expect: MemoryError 
# expect: MemoryError 
# expect: MemoryError 
# expect: MemoryError 
# expect: MemoryError 
# expect: OverflowError too many digits in integer
# expect: MemoryError 
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: MemoryError 
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: MemoryError 
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: OverflowError too many digits in integer
# expect: [0, 0, 0, 0, 0, 0]
