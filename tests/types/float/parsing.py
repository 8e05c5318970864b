for text in (
    "1", " -1.5 ", "1e3", ".5", "5.", "1_000.5", "inf", "-Infinity", "nan", "1E-5", "+3", "0x1p3", "1e400",
    "123456789.987654321e-3", "١.٥", "4.35", "0.1e1",
):
    try:
        print(float(text), end=" ")
    except ValueError as error:
        print(error, end=" ")
print()

# expect: 1.0 -1.5 1000.0 0.5 5.0 1000.5 inf -inf nan 1e-05 3.0 could not convert string to float: '0x1p3' inf 123456.78998765432 1.5 4.35 1.0 
