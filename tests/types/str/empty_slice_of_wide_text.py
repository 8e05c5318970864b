for text in ("☺b", "é☺b", "😀xy"):
    parts = text[:0], text[1:1], text[len(text):], text[2:1], text[::2][:0]
    print(parts, [len(part) for part in parts], text[:0] + text == text, ascii(text[:0] + "z"))
print("☺b☺".strip("☺b") == "", "☺".replace("☺", "") == "", "☺,☺".split("☺"))

# expect: ('', '', '', '', '') [0, 0, 0, 0, 0] True 'z'
# expect: ('', '', '', '', '') [0, 0, 0, 0, 0] True 'z'
# expect: ('', '', '', '', '') [0, 0, 0, 0, 0] True 'z'
# expect: True True ['', ',', '']
