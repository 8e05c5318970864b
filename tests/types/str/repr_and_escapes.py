for s in (
    "plain", "it's", 'say "hi"', "both ' and \"", "tab\t nl\n cr\r", "\x00\x1f\x7f\x80\xa0\xad",
    "\u2028\ud7ff\ue000", "é😀", "back\\slash", "\ud800",
):
    print(ascii(s), ascii(repr(s)))

# expect: 'plain' "'plain'"
# expect: "it's" '"it\'s"'
# expect: 'say "hi"' '\'say "hi"\''
# expect: 'both \' and "' '\'both \\\' and "\''
# expect: 'tab\t nl\n cr\r' "'tab\\t nl\\n cr\\r'"
# expect: '\x00\x1f\x7f\x80\xa0\xad' "'\\x00\\x1f\\x7f\\x80\\xa0\\xad'"
# expect: '\u2028\ud7ff\ue000' "'\\u2028\\ud7ff\\ue000'"
# expect: '\xe9\U0001f600' "'\xe9\U0001f600'"
# expect: 'back\\slash' "'back\\\\slash'"
# expect: '\ud800' "'\\ud800'"
