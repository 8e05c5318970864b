"""Makes a failing function smaller by lines: removes blocks, lifts bodies out of compound statements. The lines stay as they are otherwise, as ast.unparse()
would not leave them, since much depends on what stands in which line."""

CLAUSES = ("except", "else", "finally", "elif", "case")


def depth(line):
    return len(line) - len(line.lstrip())


def end_of(lines, i):
    """The first line behind the block that line i begins."""
    end = i + 1
    while end < len(lines) and depth(lines[end]) > depth(lines[i]):
        end += 1
    return end


def edits(lines):
    """What each edit makes of the lines; the head of the function stays."""
    for i in range(len(lines) - 1, 0, -1):
        end = end_of(lines, i)
        yield lines[:i] + lines[end:]
        lifted = [line[4:] for line in lines[i + 1:end]]
        after = end
        while after < len(lines) and depth(lines[after]) == depth(lines[i]) and lines[after].lstrip().startswith(CLAUSES):
            after = end_of(lines, after)
        if lifted:
            yield lines[:i] + lifted + lines[end:]
            yield lines[:i] + lifted + lines[after:]
            yield lines[:i] + lines[after:]
        elif lines[i].strip() != "pass":
            yield lines[:i] + [" " * depth(lines[i]) + "pass"] + lines[i + 1:]


def reduced(text, failing, rounds):
    """The smallest variant found for which `failing`, a function from a list of texts to a list of truth values, still says True."""
    for _ in range(rounds):
        tried = {"\n".join(lines) + "\n" for lines in edits(text.splitlines())}
        tried = sorted((t for t in tried if len(t) < len(text)), key=len)
        text, before = next((t for t, fails in zip(tried, failing(tried)) if fails), text), text
        if text == before:
            break
    return text
