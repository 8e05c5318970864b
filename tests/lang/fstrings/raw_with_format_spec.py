print(rf"{1:\>3}" if False else "skip", rf"{'x':a>3}", fR"\d{2}")

# expect: skip aax \d2
