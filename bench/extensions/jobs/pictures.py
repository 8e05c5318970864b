"""Pictures scaled down, sharpened and packed (Pillow)."""

import io

import numpy as np
from PIL import Image, ImageFilter


def packed(picture):
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


def items(count):
    draw = np.random.default_rng(2)
    noise = [draw.integers(0, 256, (30, 40, 3), dtype=np.uint8) for _ in range(count)]
    return [packed(Image.fromarray(part).resize((1600, 1200), Image.Resampling.BICUBIC)) for part in noise]


def work(data):
    picture = Image.open(io.BytesIO(data))
    for size in (1200, 900), (800, 600), (400, 300):
        picture = picture.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.UnsharpMask(2, 80))
    return Image.open(io.BytesIO(packed(picture))).size
