import locale
print(locale.gettext("nothing translates this"), locale.dgettext("domain", "nor this"), locale.dcgettext(None, "nor that", locale.LC_MESSAGES))
print(locale.textdomain(None))
print(locale.textdomain("mine"), locale.textdomain(None))
print(locale.bindtextdomain("mine", "/tmp"), locale.bindtextdomain("mine", None))
print(locale.bind_textdomain_codeset("mine", None), locale.bind_textdomain_codeset("mine", "UTF-8"))
for call in (lambda: locale.gettext(1), lambda: locale.bindtextdomain("", None)):
    try:
        call()
    except (TypeError, ValueError, locale.Error) as e:
        print(type(e).__name__)

# expect: nothing translates this nor this nor that
# expect: messages
# expect: mine mine
# expect: /tmp /tmp
# expect: None UTF-8
# expect: TypeError
# expect: Error
