# fromlist() adds all items or none.
import array

numbers = array.array("h", [1])
numbers.fromlist([2, 3])
print(numbers)
for items in ([4, "five"], [4, 1 << 20], (4,), [4, 5.0]):
    try:
        numbers.fromlist(items)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, numbers)

# expect: array('h', [1, 2, 3])
# expect: TypeError array('h', [1, 2, 3])
# expect: OverflowError array('h', [1, 2, 3])
# expect: TypeError array('h', [1, 2, 3])
# expect: TypeError array('h', [1, 2, 3])
