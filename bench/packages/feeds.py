# needs: python3-feedparser
"""A feed in RSS and one in Atom, with HTML to be cleaned, by feedparser."""

import feedparser

ITEM = "<item><title>News {0} &amp;amp; more</title><link>http://example.org/{0}</link><guid>id-{0}</guid>" \
       "<pubDate>Mon, {1:02} Jan 2024 10:00:{2:02} GMT</pubDate><category>c{0}</category>" \
       "<description><![CDATA[<p onclick='x()'>Text <script>bad()</script><b>bold</b> <a href='/rel/{0}'>link</a></p>]]></description></item>"
ENTRY = "<entry><title type='html'>&lt;b&gt;T{0}&lt;/b&gt;</title><id>urn:{0}</id><updated>2024-02-{1:02}T10:00:00Z</updated>" \
        "<author><name>A {0}</name></author><content type='html'>&lt;i style='color: red'&gt;c {0}&lt;/i&gt;</content></entry>"
rss = "<?xml version='1.0'?><rss version='2.0'><channel><title>R</title><link>http://example.org</link>{}</channel></rss>"
atom = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>u</id>{}</feed>"
for text, one in (rss, ITEM), (atom, ENTRY):
    feed = feedparser.parse(text.format("".join(one.format(n, n % 28 + 1, n % 60) for n in range(400))))
    last = feed.entries[-1]
    print(feed.version, len(feed.entries), last.title, last.get("summary"), list(last.get("published_parsed", last.updated_parsed))[:6])
