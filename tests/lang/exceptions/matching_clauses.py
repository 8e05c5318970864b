def classify(error):
    try:
        raise error
    except (KeyError, IndexError) as e:
        return "lookup " + type(e).__name__
    except ArithmeticError:
        return "arithmetic"
    except Exception as e:
        return "other " + repr(e)
    except:
        return "bare"


print([classify(e) for e in (KeyError(1), IndexError(), ZeroDivisionError(), ValueError("v", 2), KeyboardInterrupt())])
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error)

# expect: ['lookup KeyError', 'lookup IndexError', 'arithmetic', "other ValueError('v', 2)", 'bare']
# expect: catching classes that do not inherit from BaseException is not allowed
