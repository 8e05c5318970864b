# Hashes of libcrypt, in several threads at once, and wrong arguments. CPython has _crypt up to 3.12: what has none prints nothing but the first line.
from concurrent.futures import ThreadPoolExecutor

try:
    from _crypt import crypt
except ImportError:
    crypt = None


def outcome(*arguments):
    try:
        return crypt(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


KNOWN = {
    ("secret", "$5$salt"): "$5$salt$kpa26zwgX83BPSR8d7w93OIXbFt/d3UOTZaAu5vsTM6",
    ("\xe9", "ab"): "abclsH8ttXiZ6",
    ("a", "$2b$04$abcdefghijklmnopqrstuu"): "$2b$04$abcdefghijklmnopqrstuuMFdJu9yVgmagVAIC24fOZkaFqd3s9JC",
    # What the C library does not accept.
    ("a", "$9$x"): "*0",
    ("a", ""): "*0",
    ("a", "!"): "*0",
    ("x" * 600, "$5$salt"): "*0",
    (1, "ab"): ("TypeError", "crypt() argument 1 must be str, not int"),
    ("a", None): ("TypeError", "crypt() argument 2 must be str, not None"),
    ("a\0b", "ab"): ("ValueError", "embedded null character"),
    ("a", "ab\0"): ("ValueError", "embedded null character"),
    ("\ud800", "ab"): ("UnicodeEncodeError", "'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed"),
}
print("checked")
if crypt:
    with ThreadPoolExecutor(4) as pool:
        for question, answer in [*zip(list(KNOWN) * 4, pool.map(outcome, *zip(*list(KNOWN) * 4)))]:
            if answer != KNOWN[question]:
                print(question, answer)

# expect: checked
