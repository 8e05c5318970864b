# What threads may do with pictures of Pillow.
# suite: unstable
# wheels: pillow
# installed: libfreetype-dev
import io

from _together import together
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps

picture = Image.effect_mandelbrot((160, 120), (-2, -1.2, 1, 1.2), 60).convert("RGB")
file = io.BytesIO()
picture.save(file, "PNG")
data = file.getvalue()


def work(picture):
    small = ImageOps.autocontrast(picture.resize((80, 60), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(2)).rotate(30, expand=True))
    return ImageChops.invert(small.convert("L").quantize(8).convert("RGB")).tobytes()


# Each thread opens the file for itself, and one loaded picture is read by all.
alone = work(picture)
print(all(part == alone for part in together(lambda i: work(Image.open(io.BytesIO(data))), times=3)))
print(all(part == alone for part in together(lambda i: work(picture), times=3)))


# A font is asked by all, and each thread draws into a picture of its own.
font = ImageFont.load_default(18)


def drawn(i):
    sheet = Image.new("L", (200, 40))
    ImageDraw.Draw(sheet).text((3, 3), "ash elm oak", 255, font)
    return sheet.tobytes(), font.getlength("ash elm oak")


print(len(set(together(drawn, times=3))))

# Parts of one picture are pasted by several threads.
sheet = Image.new("RGB", (160, 480))
together(lambda i: sheet.paste(picture, (0, 120 * i)))
print(all(sheet.crop((0, 120 * i, 160, 120 * i + 120)).tobytes() == picture.tobytes() for i in range(4)))

# expect: True
# expect: True
# expect: 1
# expect: True
