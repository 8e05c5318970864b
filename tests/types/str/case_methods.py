for s in ("hello World", "ÄÖÜ straße", "ǆ", "they're bill's 3rd", "İ"):
    print(ascii([s.upper(), s.lower(), s.capitalize(), s.title(), s.swapcase(), s.casefold()]))
print("ΑΣ".lower(), "ΌΣΟΣ".lower())

# expect: ['HELLO WORLD', 'hello world', 'Hello world', 'Hello World', 'HELLO wORLD', 'hello world']
# expect: ['\xc4\xd6\xdc STRASSE', '\xe4\xf6\xfc stra\xdfe', '\xc4\xf6\xfc stra\xdfe', '\xc4\xf6\xfc Stra\xdfe', '\xe4\xf6\xfc STRASSE', '\xe4\xf6\xfc strasse']
# expect: ['\u01c4', '\u01c6', '\u01c5', '\u01c5', '\u01c4', '\u01c6']
# expect: ["THEY'RE BILL'S 3RD", "they're bill's 3rd", "They're bill's 3rd", "They'Re Bill'S 3Rd", "THEY'RE BILL'S 3RD", "they're bill's 3rd"]
# expect: ['\u0130', 'i\u0307', '\u0130', '\u0130', 'i\u0307', 'i\u0307']
# expect: ας όσος
