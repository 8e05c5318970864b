def run(fail):
    try:
        print("try", end=" ")
        if fail:
            raise ValueError
    except ValueError:
        print("except", end=" ")
    else:
        print("else", end=" ")
    finally:
        print("finally")


run(False)
run(True)

# expect: try else finally
# expect: try except finally
