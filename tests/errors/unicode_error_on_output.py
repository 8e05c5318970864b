import sys

try:
    sys.stdout.write("\ud800")
except UnicodeEncodeError as error:
    print(error)
print("é😀")

# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: é😀
