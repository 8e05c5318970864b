def total(n):
    i = 0
    result = 0
    while i < n:
        result += i
        i += 1
    return result
