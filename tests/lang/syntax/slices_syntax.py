class Show:
    def __getitem__(self, key):
        return key


s = Show()
print(s[1], s[1:2], s[:], s[::2], s[1:, ..., None], s[(1, 2)], s[1, ], s[-1:])
print(s[*[1, 2], 3])

# expect: 1 slice(1, 2, None) slice(None, None, None) slice(None, None, 2) (slice(1, None, None), Ellipsis, None) (1, 2) (1,) slice(-1, None, None)
# expect: (1, 2, 3)
