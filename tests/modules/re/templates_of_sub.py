# min-version: 3.13
# _sre.template() makes what sub() fills in: texts between groups.
import re
import _sre

pattern = re.compile(r"(?P<first>\w)(\d)?")
template = _sre.template(pattern, ["<", 1, "|", 2, ">"])
print(type(template).__module__, type(template).__name__)
print(pattern.sub(r"<\1|\2>", "a1b"), pattern.sub(r"\g<first>!", "a1b"), pattern.sub(r"\g<0>\g<0>", "xy"))
for wrong in ((pattern, "x"), (pattern,)):
    try:
        _sre.template(*wrong)
    except Exception as error:
        print(type(error).__name__)

# expect: _sre SRE_Template
# expect: <a|1><b|> a!b! xxyy
# expect: TypeError
# expect: TypeError
