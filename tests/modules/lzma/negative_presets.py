# A negative preset.
import io
import lzma

for preset in -1, -(2**70):
    for make in lzma.LZMACompressor, lambda preset: lzma.LZMAFile(io.BytesIO(), "w", preset=preset):
        try:
            make(preset=preset)
        except (ValueError, OverflowError) as e:
            print(type(e).__name__)

# expect-before-3.15: OverflowError
# expect-before-3.15: OverflowError
# expect-before-3.15: OverflowError
# expect-before-3.15: OverflowError
# expect-since-3.15: ValueError
# expect-since-3.15: ValueError
# expect-since-3.15: ValueError
# expect-since-3.15: ValueError
