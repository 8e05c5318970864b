import _locale
import locale


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


print(_locale.setlocale(_locale.LC_ALL, "C"), _locale.setlocale(_locale.LC_ALL), _locale.setlocale(_locale.LC_NUMERIC, None), locale.setlocale(locale.LC_TIME, "POSIX"))
conventions = _locale.localeconv()
print(sorted(conventions.items(), key=lambda item: item[0]))
print(_locale.nl_langinfo(_locale.RADIXCHAR), _locale.nl_langinfo(_locale.DAY_1), _locale.nl_langinfo(_locale.ABMON_12), _locale.nl_langinfo(_locale.D_FMT), repr(_locale.nl_langinfo(_locale.THOUSEP)),
      _locale.nl_langinfo(_locale.YESEXPR))
print(_locale.setlocale(_locale.LC_ALL, "C.UTF-8"), _locale.nl_langinfo(_locale.CODESET), type(_locale.getencoding()).__name__)
print(_locale.strcoll("a", "b") < 0, _locale.strcoll("b", "a") > 0, _locale.strcoll("", ""), _locale.strxfrm("abc") < _locale.strxfrm("abd"))
for source in ("_locale.setlocale(77, 'C')", "_locale.setlocale(_locale.LC_ALL, 'no_SUCH.locale')", "_locale.setlocale(_locale.LC_ALL, 5)", "_locale.setlocale('x')", "_locale.setlocale()",
               "_locale.setlocale(_locale.LC_ALL, 'a\\0b')", "_locale.nl_langinfo(-1)", "_locale.nl_langinfo('x')", "_locale.localeconv(1)", "_locale.getencoding(1)", "_locale.strcoll('a')",
               "_locale.Error is locale.Error, _locale.Error.__name__"):
    show(source)

# expect: C C C C
# expect: [('currency_symbol', ''), ('decimal_point', '.'), ('frac_digits', 127), ('grouping', []), ('int_curr_symbol', ''), ('int_frac_digits', 127), ('mon_decimal_point', ''), ('mon_grouping', []), ('mon_thousands_sep', ''), ('n_cs_precedes', 127), ('n_sep_by_space', 127), ('n_sign_posn', 127), ('negative_sign', ''), ('p_cs_precedes', 127), ('p_sep_by_space', 127), ('p_sign_posn', 127), ('positive_sign', ''), ('thousands_sep', '')]
# expect: . Sunday Dec %m/%d/%y '' ^[yY]
# expect: C.UTF-8 UTF-8 str
# expect: True True 0 True
# expect: _locale.setlocale(77, 'C') -> Error unsupported locale setting
# expect: _locale.setlocale(_locale.LC_ALL, 'no_SUCH.locale') -> Error unsupported locale setting
# expect: _locale.setlocale(_locale.LC_ALL, 5) -> TypeError
# expect: _locale.setlocale('x') -> TypeError
# expect: _locale.setlocale() -> TypeError
# expect: _locale.setlocale(_locale.LC_ALL, 'a\0b') -> ValueError embedded null character
# expect: _locale.nl_langinfo(-1) -> ValueError unsupported langinfo constant
# expect: _locale.nl_langinfo('x') -> TypeError
# expect: _locale.localeconv(1) -> TypeError
# expect: _locale.getencoding(1) -> TypeError
# expect: _locale.strcoll('a') -> TypeError
# expect: _locale.Error is locale.Error, _locale.Error.__name__ -> (True, 'Error')
