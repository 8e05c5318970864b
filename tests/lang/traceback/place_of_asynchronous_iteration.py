# An error of the next step of an asynchronous iteration is at the whole statement or comprehension, one that is thrown into a generator that has not
# started at its definition.


class Steps:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise ValueError


def places(error):
    traceback = error.__traceback__.tb_next
    while traceback:
        code = traceback.tb_frame.f_code
        yield code.co_name, *list(code.co_positions())[traceback.tb_lasti // 2]
        traceback = traceback.tb_next


def show(steps, throw=False):
    first = steps.cr_code.co_firstlineno if hasattr(steps, "cr_code") else steps.gi_code.co_firstlineno
    try:
        steps.throw(KeyError()) if throw else steps.send(None)
    except (ValueError, KeyError) as error:
        for name, line, end_line, column, end_column in places(error):
            if name != "__anext__":
                print(name, line - first, end_line - first, column, end_column)


async def statement():
    async for x in Steps():
        x += 1
    else:
        x = 0


async def comprehension():
    return [
        x
        async for x in Steps()
        if x
    ]


def generator():
    yield 1


show(statement())
show(comprehension())
show(statement(), True)
show(generator(), True)

# expect: statement 1 4 4 13
# expect: comprehension 1 5 11 5
# expect: statement 0 0 None None
# expect: generator 0 0 None None
