"""Methods of str over a long text, and its characters one by one."""

TEXT = "The quick brown Fox, jumps over; the lazy dog. " * 2000
RUSSIAN = "Жил-был у бабушки серенький козлик. " * 1000

for _ in range(15):
    words = TEXT.lower().translate(str.maketrans("", "", ",;.")).split()
    print(len(words), sum(word.startswith("t") for word in words), len(TEXT.title()), TEXT.count("Fox"), len(TEXT.replace("the", "THE")))
    print("".join(reversed(TEXT))[:10], sum(1 for c in TEXT if c.isalpha()), len(RUSSIAN.translate(str.maketrans("", "", ".-")).split()))
