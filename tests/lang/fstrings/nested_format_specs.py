width, precision, value = 10, 3, 3.14159
print(f"[{value:{width}.{precision}}] [{'x':{'*'}^{width}}] [{value:>{width}.{precision}f}]")
print(f"{1234567:,} {1234567:_} {255:#x} {255:#010b} {0.25:%} {-5:+} {5:+} {5: }")

# expect: [      3.14] [****x*****] [     3.142]
# expect: 1,234,567 1_234_567 0xff 0b11111111 25.000000% -5 +5  5
