def spam():
    if spam.inside: return "end"
    spam.inside = True
    list(spam.iterator)
    return "more"
spam.inside = False
spam.iterator = iter(spam, "end")
print(next(spam.iterator, "ended"), next(spam.iterator, "ended"))

# expect: ended ended
