from datetime import date, datetime, time, timezone

# min-version: 3.13
print(date(2024, 1, 1).__replace__(day=2), time(1).__replace__(fold=1).fold, datetime(2024, 1, 1, tzinfo=timezone.utc).__replace__(tzinfo=None))
for bad in (lambda: date(1, 1, 1).__replace__(hour=1), lambda: time().__replace__(hour=24), lambda: datetime(1, 1, 1).__replace__(fold=2)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)

# expect: 2024-01-02 1 2024-01-01 00:00:00
# expect: TypeError replace() got an unexpected keyword argument 'hour'
# expect-before-3.15: ValueError hour must be in 0..23
# expect-before-3.15: ValueError fold must be either 0 or 1
# expect-since-3.15: ValueError hour must be in 0..23, not 24
# expect-since-3.15: ValueError fold must be either 0 or 1, not 2
