# needs: python3-openpyxl
"""A workbook with styles and formulas written and read again, by openpyxl."""

import io

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill

book = Workbook()
for name in "one", "two":
    sheet = book.create_sheet(name)
    sheet.append(["name", "amount", "price", "total"])
    for n in range(2, 1200):
        sheet.append([f"item {n}", n % 17, n / 4, f"=B{n}*C{n}"])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")
    sheet.column_dimensions["A"].width = 30
file = io.BytesIO()
book.save(file)
file.seek(0)
again = load_workbook(file)
print(again.sheetnames, [sum(row[1].value for row in again[name].iter_rows(min_row=2)) for name in ("one", "two")], again["two"]["D9"].value)
