try:
    from string import no_such_name
except ImportError as error:
    print(error.name, error.msg.split(" (")[0])
raise SystemExit(4)

# expect: string cannot import name 'no_such_name' from 'string'
# expect-error: 
# status: 4
