"""What a report of tests in JUnit's form says."""

import xml.etree.ElementTree


def cases(name, path):
    """(test, what became of it, why it failed) of each test; `name` is that of the file of tests."""
    seen = {}
    for case in xml.etree.ElementTree.parse(path).iter("testcase"):
        group = case.get("classname", "").rpartition(".")[2]
        label = "::".join([name, *([group, case.get("name")] if group else [])])
        seen[label] = seen.get(label, 0) + 1
        kinds = {child.tag: child for child in case}
        bad = kinds.get("failure", kinds.get("error"))
        state = "failed" if bad is not None else "skipped" if "skipped" in kinds else "passed"
        yield f"{label}#{seen[label]}" if seen[label] > 1 else label, state, told(bad) if bad is not None else ""


def told(bad):
    """The message of a failure, and the end of what was printed."""
    return "\n".join([bad.get("message") or "", *(bad.text or "").splitlines()[-12:]])
