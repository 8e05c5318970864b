"""Images of code objects (interp/compile/image.h) that have been changed, with a right checksum: the checksum is no secret."""

import struct

MASK = (1 << 64) - 1
MAGIC = b"TINYPY"
HEADER = 24  # magic, revision of the bytecode, checksum
MARK = 8  # at the end


def mix(total, word):
    product = ((total ^ word) * 0x9E3779B97F4A7C15) & MASK
    return ((product << 29) | (product >> 35)) & MASK


def checksum(content):
    sums = [len(content), 1, 2, 3]
    whole = len(content) // 32 * 32
    for at in [*range(0, whole, 32), whole]:
        words = struct.unpack("<4Q", content[at:at + 32].ljust(32, b"\0"))
        sums = [mix(total, word) for total, word in zip(sums, words)]
    return mix(mix(mix(sums[0], sums[1]), sums[2]), sums[3])


def signed(data):
    """The same data of marshal.dumps(code), with the checksum that its image has now."""
    content = data.index(MAGIC) + HEADER
    return data[:content - 8] + struct.pack("<Q", checksum(data[content:])) + data[content:]


def forged_image(data, rng):
    """Data of marshal.dumps(code) with some bytes of the image changed."""
    content = data.index(MAGIC) + HEADER
    forged = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.randrange(content, len(forged) - MARK)
        forged[at] = rng.choice((rng.randrange(256), forged[at] ^ 1 << rng.randrange(8), forged[rng.randrange(content, len(forged) - MARK)]))
    return signed(bytes(forged))
