class Names:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    try:
        pairs = [(i, j) for i in range(1) for j in items]
    except NameError as error:
        message = str(error)


print(Names.doubled, Names.message)

# expect: [2, 4, 6] name 'items' is not defined
