from decimal import Decimal

for spec in ['=99999999999999999999.1', '99999999999999999999']:
    try:
        print(format(Decimal('1.5'), spec))
    except (ValueError, OverflowError):
        print('refused')

# expect: refused
# expect: refused
