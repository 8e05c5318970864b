# no race
# Counting events costs time, so --races leaves it off, and refscope says so.
import refscope

for function, arguments in ((refscope.counts, ()), (refscope.watch, ([],)), (refscope.sharing, ())):
    try:
        function(*arguments)
    except RuntimeError as e:
        assert "add --refstats" in str(e), e
    else:
        raise AssertionError(function)
