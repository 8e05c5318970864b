try:
    {}["missing"]
except KeyError:
    [].nope

# expect-error: AttributeError: 'list' object has no attribute 'nope'
# status: 1
