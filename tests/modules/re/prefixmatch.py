# The other name of match(), which is new in Python 3.15.
import re

pattern = re.compile("(a+)b?")
prefixmatch = getattr(pattern, "prefixmatch", pattern.match)
print(prefixmatch("aab").group(), prefixmatch("xaab"), prefixmatch("xaab", 1).span(), prefixmatch("aaaa", 1, 3).group(1))
scanner = pattern.scanner("aabab!")
step = getattr(scanner, "prefixmatch", scanner.match)
print(step().span(), step().span(), step())

# expect: aab None (1, 4) aa
# expect: (0, 3) (3, 5) None
