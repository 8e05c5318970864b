"""A parser and a writer of nested data in text form: a class with a cursor, string indexing, recursion."""

ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
SPACE = " \t\r\n"


class ParseError(ValueError):
    pass


class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def parse(self):
        value = self.value()
        self.skip_space()
        if self.at != len(self.text):
            raise ParseError(f"extra text at {self.at}")
        return value

    def skip_space(self):
        text = self.text
        at = self.at
        while at < len(text) and text[at] in SPACE:
            at += 1
        self.at = at

    def value(self):
        self.skip_space()
        if self.at >= len(self.text):
            raise ParseError("unexpected end")
        c = self.text[self.at]
        if c == "{":
            return self.mapping()
        if c == "[":
            return self.sequence()
        if c == '"':
            return self.string()
        for word, constant in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return constant
        return self.number()

    def expect(self, wanted):
        self.skip_space()
        if self.at >= len(self.text) or self.text[self.at] != wanted:
            raise ParseError(f"expected {wanted} at {self.at}")
        self.at += 1

    def next_is(self, wanted):
        self.skip_space()
        if self.text[self.at:self.at + 1] == wanted:
            self.at += 1
            return True
        return False

    def mapping(self):
        result = {}
        self.expect("{")
        if self.next_is("}"):
            return result
        while True:
            self.skip_space()
            key = self.string()
            self.expect(":")
            result[key] = self.value()
            if self.next_is("}"):
                return result
            self.expect(",")

    def sequence(self):
        result = []
        self.expect("[")
        if self.next_is("]"):
            return result
        while True:
            result.append(self.value())
            if self.next_is("]"):
                return result
            self.expect(",")

    def string(self):
        self.expect('"')
        parts = []
        start = self.at
        while True:
            c = self.text[self.at]
            if c == '"':
                parts.append(self.text[start:self.at])
                self.at += 1
                return "".join(parts)
            if c == "\\":
                parts.append(self.text[start:self.at])
                parts.append(ESCAPES[self.text[self.at + 1]])
                self.at += 2
                start = self.at
            else:
                self.at += 1

    def number(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-0123456789.eE":
            self.at += 1
        piece = self.text[start:self.at]
        if not piece:
            raise ParseError(f"unexpected {self.text[start]!r} at {start}")
        return float(piece) if "." in piece or "e" in piece else int(piece)


def write(value, out):
    if isinstance(value, dict):
        out.append("{")
        for i, (key, item) in enumerate(value.items()):
            out.append(", " if i else "")
            out.append(f'"{key}": ')
            write(item, out)
        out.append("}")
    elif isinstance(value, list):
        out.append("[")
        for i, item in enumerate(value):
            out.append(", " if i else "")
            write(item, out)
        out.append("]")
    elif isinstance(value, str):
        out.append('"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"')
    elif value is None:
        out.append("null")
    elif isinstance(value, bool):
        out.append("true" if value else "false")
    else:
        out.append(repr(value))


def sample(count):
    return [{"id": i, "name": f"item {i}", "price": i * 1.25, "tags": ["a\nb", 'q"', str(i % 7)], "nested": {"ok": i % 2 == 0, "none": None}} for i in range(count)]


def main():
    data = sample(9000)
    out = []
    write(data, out)
    text = "".join(out)
    again = Parser(text).parse()
    errors = 0
    for cut in range(1, 200):
        try:
            Parser(text[:cut]).parse()
        except (ParseError, IndexError):
            errors += 1
    print(len(text), again == data, errors, sum(item["price"] for item in again))


if __name__ == "__main__":
    main()
