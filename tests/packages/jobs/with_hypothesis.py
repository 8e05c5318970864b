# Properties with strategies, shrinking of what falsifies, state machines; two threads with their own properties.
# needs: python3-hypothesis
from _together import in_two_threads
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

settings.register_profile("job", database=None, derandomize=True, deadline=None, max_examples=200, print_blob=False, suppress_health_check=list(HealthCheck))
settings.load_profile("job")
counts = [0, 0]


def properties(i):
    @given(st.lists(st.integers()), st.dictionaries(st.text(), st.floats(allow_nan=False)), st.data())
    def holds(numbers, table, data):
        counts[i] += 1
        assert sorted(sorted(numbers, reverse=True)) == sorted(numbers)
        assert dict(list(table.items())) == table
        if numbers:
            assert data.draw(st.sampled_from(numbers)) in numbers

    holds()
    said = []

    @given(st.lists(st.integers(), min_size=1))
    def fails(numbers):
        if sum(numbers) > 1000:
            raise ValueError(numbers)

    try:
        fails()
    except ValueError as e:
        said.append(e.args[0])

    @given(st.builds(complex, st.integers(0, 100), st.integers(0, 100)), st.from_regex(r"\A[a-c]{2,5}\Z"))
    def also_fails(number, word):
        assert number.real < 50 or len(word) < 4

    try:
        also_fails()
    except AssertionError as e:
        said.append([line.strip() for note in e.__notes__ for line in note.splitlines() if "=" in line])
    return said


one, two = in_two_threads(properties)
print(one, one == two, [n >= 200 for n in counts])


class Stack(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.items, self.size = [], 0

    @rule(x=st.integers())
    def push(self, x):
        self.items.append(x)
        self.size += 1

    @rule()
    def pop(self):
        if self.items:
            self.items.pop()
        self.size -= 1 if self.size else 0

    @invariant()
    def same(self):
        assert len(self.items) == self.size < 4


try:
    run_state_machine_as_test(Stack)
except AssertionError as e:
    print("\n".join(e.__notes__).count("state.push("))

# expect: [[1001], ['number=complex(', "word='aaaa',"]] True [True, True]
# expect: 4
