def read(path):
    try:
        return load(path)
    except (OSError, ValueError) as error:
        report(error)
    finally:
        done()
