"""Sorting: own quicksort and mergesort, and the built-in sort with keys, tuples and objects."""


def numbers(count, state=42):
    result = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        result.append(state >> 4)
    return result


def quicksort(values, low, high):
    while low < high:
        pivot = values[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        quicksort(values, low, j)
        low = i


def mergesort(values):
    if len(values) < 2:
        return values
    middle = len(values) // 2
    left, right = mergesort(values[:middle]), mergesort(values[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


class Record:
    def __init__(self, number):
        self.name = f"name{number % 1000}"
        self.number = number

    def __lt__(self, other):
        return self.number < other.number


def main():
    values = numbers(80_000)
    expected = sorted(values)
    quick = values[:]
    quicksort(quick, 0, len(quick) - 1)
    print(quick == expected, mergesort(values) == expected)
    records = [Record(n) for n in numbers(80_000, 7)]
    by_name = sorted(records, key=lambda r: (r.name, r.number))
    backwards = sorted(records, key=lambda r: r.number % 977, reverse=True)
    natural = sorted(records[:16_000])
    words = sorted((str(n) for n in values), key=len)
    print(by_name[0].name, by_name[-1].number, backwards[0].number, natural[0].number, words[0], words[-1])


if __name__ == "__main__":
    main()
