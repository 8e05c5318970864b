# Decimal numbers, dates, tables of text, random numbers, statistics of time.
import csv
import datetime
import decimal
import fractions
import io
import random
print(decimal.Decimal(2).sqrt(decimal.Context(60)), decimal.Decimal("1e-7") + 1, format(decimal.Decimal("1234.5678"), ",.2f"), decimal.Decimal(1) / 3)
day = datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.timezone.utc)
print(day + datetime.timedelta(days=366), day.isoformat(), day.strftime("%A %d %B %Y %H:%M"), datetime.date.fromisoformat("2020-01-02") - datetime.date(2019, 1, 1))
out = io.StringIO()
writer = csv.writer(out)
for n in range(30):
    writer.writerow([n, "a,b" * (n % 4), 'quo"ted', None, 1.5])
rows = list(csv.reader(io.StringIO(out.getvalue())))
print(len(rows), rows[3], list(csv.DictReader(["a,b", "1,2"])))
random.seed(7)
print(random.randrange(1000), random.sample(range(100), 5), [round(random.random(), 6) for _ in range(2)], random.choice("abc"))
print(fractions.Fraction(3, 7) ** 5, sum(fractions.Fraction(1, n) for n in range(1, 20)), fractions.Fraction("0.125"))
