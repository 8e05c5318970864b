"""Making text: concatenation, join, f-strings, formatting, replacing, searching, slicing."""


def report(rows):
    lines = []
    for i in range(rows):
        name = f"row{i:05d}"
        value = i * 37 % 1001 / 8
        lines.append(f"{name:<12}|{value:>10.3f}|{i:#x}|{name.upper()!r}")
    return "\n".join(lines)


def grow(count):
    text = ""
    for i in range(count):
        text += chr(97 + i % 26)
        if i % 50 == 0:
            text += "\n"
    return text


def caesar(text, shift):
    out = []
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + shift) % 26 + 97)
        out.append(c)
    return "".join(out)


def palindromes(limit):
    return sum(1 for n in range(limit) if str(n) == str(n)[::-1])


def main():
    text = report(80_000)
    grown = grow(900_000)
    turned = caesar(grown[:800_000], 3)
    replaced = text.replace("row", "line").replace("|", " ; ")
    fields = sum(len(line.split(";")[1].strip()) for line in replaced.split("\n"))
    print(len(text), text.count("7|"), len(grown), turned[100:120].encode(), fields, palindromes(400_000), replaced.rfind("LINE"), replaced.find("line29999"))


if __name__ == "__main__":
    main()
