"""An incremental solver of one-way constraints with strengths: small objects, virtual methods, lists of references."""

REQUIRED, STRONG, NORMAL, WEAK = range(4)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.uses = []
        self.determined_by = None
        self.mark = 0
        self.strength = WEAK + 1

    def __repr__(self):
        return f"{self.name}={self.value}"


class Constraint:
    def __init__(self, strength):
        self.strength = strength
        self.output = None

    def variables(self):
        raise NotImplementedError

    def inputs(self):
        return [v for v in self.variables() if v is not self.output]

    def choose_output(self, mark):
        best = None
        for v in self.variables():
            if v.mark != mark and self.strength < v.strength and self.can_write(v):
                if best is None or v.strength > best.strength:
                    best = v
        self.output = best
        return best is not None

    def can_write(self, variable):
        return True

    def is_satisfied(self):
        return self.output is not None


class Stay(Constraint):
    def __init__(self, variable, strength):
        super().__init__(strength)
        self.variable = variable

    def variables(self):
        return (self.variable,)

    def execute(self):
        pass


class Edit(Stay):
    def __init__(self, variable, strength, value):
        super().__init__(variable, strength)
        self.value = value

    def execute(self):
        self.variable.value = self.value


class Equal(Constraint):
    def __init__(self, left, right, strength):
        super().__init__(strength)
        self.left = left
        self.right = right

    def variables(self):
        return self.left, self.right

    def execute(self):
        if self.output is self.left:
            self.left.value = self.right.value
        else:
            self.right.value = self.left.value


class Scale(Equal):
    def __init__(self, left, right, factor, offset, strength):
        super().__init__(left, right, strength)
        self.factor = factor
        self.offset = offset

    def variables(self):
        return self.left, self.right, self.factor, self.offset

    def can_write(self, variable):
        return variable is self.left or variable is self.right

    def execute(self):
        if self.output is self.right:
            self.right.value = self.left.value * self.factor.value + self.offset.value
        else:
            self.left.value = (self.right.value - self.offset.value) // self.factor.value


class Planner:
    def __init__(self):
        self.mark = 0
        self.steps = 0

    def add(self, constraint):
        for v in constraint.variables():
            v.uses.append(constraint)
        self.mark += 1
        overridden = self.satisfy(constraint)
        while overridden is not None:
            overridden = self.satisfy(overridden)

    def satisfy(self, constraint):
        """Lets a constraint write its weakest variable; gives the constraint that wrote it before."""
        if not constraint.choose_output(self.mark):
            if constraint.strength == REQUIRED:
                raise ValueError("a required constraint cannot be satisfied")
            return None
        for v in constraint.inputs():
            v.mark = self.mark
        out = constraint.output
        overridden = out.determined_by
        if overridden is not None:
            overridden.output = None
        out.determined_by = constraint
        self.propagate(out)
        out.mark = self.mark
        return overridden

    def propagate(self, variable):
        todo = [variable]
        while todo:
            v = todo.pop()
            constraint = v.determined_by
            v.strength = max([constraint.strength] + [i.strength for i in constraint.inputs() if i.determined_by is not None and constraint.can_write(i)])
            constraint.execute()
            self.steps += 1
            for use in v.uses:
                if use is not constraint and use.is_satisfied() and use.output is not v:
                    todo.append(use.output)

    def remove(self, constraint):
        out = constraint.output
        for v in constraint.variables():
            v.uses.remove(constraint)
        if out is None:
            return
        constraint.output = out.determined_by = None
        out.strength = WEAK + 1
        waiting = sorted((c for c in out.uses if not c.is_satisfied()), key=lambda c: c.strength)
        for c in waiting:
            self.mark += 1
            self.satisfy(c)


def chain(planner, length):
    variables = [Variable(f"v{i}") for i in range(length)]
    for left, right in zip(variables, variables[1:]):
        planner.add(Equal(left, right, REQUIRED))
    planner.add(Stay(variables[-1], STRONG))
    for value in range(10):
        edit = Edit(variables[0], REQUIRED, value * 7)
        planner.add(edit)
        assert variables[-1].value == value * 7
        planner.remove(edit)
    return variables[-1].value


def projection(planner, count):
    factor, offset = Variable("factor", 10), Variable("offset", 1000)
    pairs = []
    for i in range(count):
        source, target = Variable(f"s{i}", i), Variable(f"t{i}", i)
        planner.add(Stay(source, NORMAL))
        planner.add(Scale(source, target, factor, offset, REQUIRED))
        pairs.append((source, target))
    for value in (5, 6, 7):
        edit = Edit(factor, STRONG, value)
        planner.add(edit)
        planner.remove(edit)
    return sum(target.value for _, target in pairs)


def main():
    planner = Planner()
    print(chain(planner, 1050), projection(planner, 1500), planner.steps)


if __name__ == "__main__":
    main()
