# Frames, dictionaries, wrong arguments, threads. CPython has _zstd from 3.14 on, so every line allows for its absence.
import random
from concurrent.futures import ThreadPoolExecutor
try:
    import _zstd
except ImportError:
    _zstd = None

DATA = b"".join(b"line %d of a text that repeats itself\n" % (i * i % 97) for i in range(3000))
NOISE = random.Random(1).randbytes(100_000)


def outcome(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def is_right(make):
    """True, or what is wrong."""
    if _zstd is None:
        return True
    got = outcome(make)
    return got is True or got


def decompressed(data, **options):
    d = _zstd.ZstdDecompressor(**options)
    text = d.decompress(data)
    return text, d.eof, d.needs_input, d.unused_data


def round_trips():
    for data in (b"", b"a", DATA, NOISE):
        for level in (-5, 1, 3, 19):
            c = _zstd.ZstdCompressor(level)
            frame = c.compress(data[: len(data) // 2]) + c.compress(data[len(data) // 2:], c.FLUSH_BLOCK) + c.flush()
            if decompressed(frame + b"tail") != (data, True, False, b"tail"):
                return data[:10], level
    return True


def small_steps():
    frame = _zstd.ZstdCompressor(options={_zstd.ZSTD_c_checksumFlag: 1}).compress(DATA, 2)
    d, parts = _zstd.ZstdDecompressor(), []
    for i in range(0, len(frame), 10):
        parts.append(d.decompress(frame[i:i + 10], 1000))
        while not d.needs_input and not d.eof:
            parts.append(d.decompress(b"", max_length=1000))
    return b"".join(parts) == DATA and max(map(len, parts)) <= 1000 and d.eof


def frames():
    c = _zstd.ZstdCompressor()
    c.set_pledged_input_size(len(DATA))
    frame = c.compress(DATA) + c.flush()
    return _zstd.get_frame_info(frame) == (len(DATA), 0) and _zstd.get_frame_size(frame + b"x") == len(frame) and c.last_mode == c.FLUSH_FRAME


def dictionaries():
    samples = [b"sample %d with some text, some more text and a number %d\n" % (i, i * 7) for i in range(1000)]
    content = _zstd.train_dict(b"".join(samples), tuple(map(len, samples)), 4096)
    better = _zstd.finalize_dict(content, b"".join(samples), tuple(map(len, samples)), 4096, 10)
    text = b"sample 5 with some text, some more text and a number 9"
    for d in (_zstd.ZstdDict(content), _zstd.ZstdDict(better), _zstd.ZstdDict(b"some text, some more text", is_raw=True)):
        for use, back in ((d, d), (d.as_digested_dict, d), (d.as_undigested_dict, d.as_undigested_dict), (d.as_prefix, d.as_prefix)):
            frame = _zstd.ZstdCompressor(zstd_dict=use).compress(text, 2)
            if decompressed(frame, zstd_dict=back)[0] != text:
                return repr(d), use
    return len(content) <= 4096 and len(_zstd.ZstdDict(content)) == len(content) and _zstd.ZstdDict(content).dict_content == content


def workers():
    if _zstd.get_param_bounds(_zstd.ZSTD_c_nbWorkers, True) == (0, 0):
        return True  # the library has been built without
    c = _zstd.ZstdCompressor(options={_zstd.ZSTD_c_nbWorkers: 2, _zstd.ZSTD_c_compressionLevel: 5})
    frame = b"".join(c.compress(NOISE + DATA) for _ in range(10)) + c.flush()
    return decompressed(frame)[0] == (NOISE + DATA) * 10


def shared():
    c = _zstd.ZstdCompressor()
    d = _zstd.ZstdDict(DATA[:2000], is_raw=True)
    pool = ThreadPoolExecutor(4)
    parts = list(pool.map(lambda n: c.compress(b"x" * 1000), range(200)))
    ends = list(pool.map(lambda n: decompressed(_zstd.ZstdCompressor(n % 4 + 1, zstd_dict=d.as_digested_dict).compress(DATA, 2), zstd_dict=d)[0] == DATA, range(100)))
    return all(ends) and len(c.flush()) > 0 and all(isinstance(part, bytes) for part in parts)


def errors():
    C, D, Z = _zstd.ZstdCompressor, _zstd.ZstdDecompressor, _zstd.ZstdDict
    low, high = _zstd.get_param_bounds(_zstd.ZSTD_c_compressionLevel, is_compress=True)
    window = "[%d, %d]" % _zstd.get_param_bounds(_zstd.ZSTD_c_windowLog, True)
    ended = D()
    ended.decompress(C().compress(b"", 2))
    running = C()
    running.compress(b"x")
    wanted = [
        (lambda: C(3, {}), "TypeError: Only one of level or options should be used."),
        (lambda: C("x"), "TypeError: invalid type for level, expected int"),
        (lambda: C(99), f"ValueError: illegal compression level 99; the valid range is [{low}, {high}]"),
        (lambda: C(2**70), f"ValueError: illegal compression level; the valid range is [{low}, {high}]"),
        (lambda: C(options=[]), "TypeError: ZstdCompressor() argument 'options' must be dict, not list"),
        (lambda: C(options={101: 99}), f"ValueError: compression parameter 'window_log' received an illegal value 99; the valid range is {window}"),
        (lambda: C(options={9: 1}), "ValueError: invalid compression parameter 'unknown parameter (key 9)'"),
        (lambda: C(zstd_dict=5), "TypeError: zstd_dict argument should be a ZstdDict object."),
        (lambda: D(options={9: 1}), "ValueError: invalid decompression parameter 'unknown parameter (key 9)'"),
        (lambda: Z(b"short"), "ValueError: Zstandard dictionary content too short (must have at least eight bytes)"),
        (lambda: Z(b"no dictionary"), "ValueError: invalid Zstandard dictionary"),
        (lambda: D().decompress(b"no frame at all"), "ZstdError: Unable to decompress Zstandard data: Unknown frame descriptor"),
        (lambda: ended.decompress(b""), "EOFError: Already at the end of a Zstandard frame."),
        (lambda: running.set_pledged_input_size(5), "ValueError: set_pledged_input_size() method must be called when last_mode == FLUSH_FRAME"),
        (lambda: _zstd.train_dict(b"abc", (2,), 10), "ValueError: The samples size tuple doesn't match the concatenation's size."),
        (lambda: _zstd.set_parameter_types(1, 2), "TypeError: set_parameter_types() argument 'c_parameter_type' must be type, not int")]
    return [(got, text) for call, text in wanted if (got := outcome(call)) != text] or True


for check in (round_trips, small_steps, frames, dictionaries, workers, shared, errors):
    print(check.__name__, is_right(check))

# expect: round_trips True
# expect: small_steps True
# expect: frames True
# expect: dictionaries True
# expect: workers True
# expect: shared True
# expect: errors True
