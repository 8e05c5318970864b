"""Counting words of a made-up text: splitting, stripping, lower case, dict of counts, sorting by count."""

SYLLABLES = ["ba", "co", "di", "fu", "ge", "lor", "mi", "nan", "po", "quir", "sta", "tem", "ur", "vel"]
MARKS = ["", "", "", ",", ".", "!", ";"]


def made_up_text(words):
    state = 12345
    pieces = []
    for _ in range(words):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        length = 1 + state % 3
        word = ""
        for _ in range(length):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            word += SYLLABLES[(state >> 8) % len(SYLLABLES)]
        if state & 0x10000:
            word = word.capitalize()
        pieces.append(word + MARKS[(state >> 12) % len(MARKS)])
    lines = [" ".join(pieces[i:i + 12]) for i in range(0, len(pieces), 12)]
    return "\n".join(lines)


def count_words(text):
    counts = {}
    for line in text.splitlines():
        for word in line.split():
            word = word.strip(".,;!").lower()
            counts[word] = counts.get(word, 0) + 1
    return counts


def main():
    text = made_up_text(300_000)
    counts = count_words(text)
    ranking = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lengths = {}
    for word in counts:
        lengths.setdefault(len(word), []).append(word)
    print(len(text), len(counts), ranking[:3], ranking[-1])
    print([(n, len(words), min(words)) for n, words in sorted(lengths.items())][:5])


if __name__ == "__main__":
    main()
