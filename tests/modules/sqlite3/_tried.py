def tried(function, *arguments, **keywords):
    """The result of a call, or the exception that it raises, as text."""
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
