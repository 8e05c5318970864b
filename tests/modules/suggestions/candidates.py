# The most similar name, and what is no list of names.
# min-version: 3.13
from _suggestions import _generate_suggestions

class Name(str): pass

for arguments in [((), "x"), (["a"], 1), (["abc", 1], "abd"), ([1], "x"), (["abc"], "abd"), (["abc"], "abc"), (["blech"], "bluch"), ([], "x"),
                  (["x" * 42], "x" * 43), (["aBc"], "abc"), (["ä"], "a"), (["abd", "abc", "abe"], "abx"), ([""], ""), (["ab\ud800"], "ac\ud800")]:
    try:
        print(ascii(_generate_suggestions(*arguments)))
    except Exception as error:
        print(type(error).__name__, error)
print(type(_generate_suggestions([Name("abc")], Name("abd"))).__name__)
print([_generate_suggestions([f"a{i}" for i in range(n)], "a1x") for n in (10, 749, 750, 751, 800)])

# expect: TypeError candidates must be a list
# expect: TypeError _generate_suggestions() argument 2 must be str, not int
# expect: TypeError all elements in 'candidates' must be strings
# expect: TypeError all elements in 'candidates' must be strings
# expect: 'abc'
# expect: None
# expect: 'blech'
# expect: None
# expect: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
# expect: 'aBc'
# expect: None
# expect: 'abd'
# expect: None
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 2: surrogates not allowed
# expect: Name
# expect: ['a1', 'a1', None, None, None]
