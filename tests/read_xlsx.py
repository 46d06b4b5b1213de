#!/usr/bin/env python3
"""read_xlsx.py FILE [SHEET | --sum COLUMN]: a workbook, read by nothing of ours.

SHEET is a number from 1; a line for each cell: CELL, kind (text, number, day, boolean or formula) and
value, between them tabs. --sum: of that column of sheet 1, a line for each currency. Without both, of
each sheet its name, frozen rows, the range of its filter, its cells.
"""
import collections
import datetime
import decimal
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def escaped(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def cells(book, sheet):
    styles = tree.fromstring(book.read("xl/styles.xml"))
    days = {style.get("numFmtId") for style in styles.iter(MAIN + "numFmt")}
    formats = [style.get("numFmtId") for style in styles.find(MAIN + "cellXfs")]
    with book.open(f"xl/worksheets/sheet{sheet}.xml") as file:
        for _, cell in tree.iterparse(file):
            if cell.tag != MAIN + "c":
                continue
            kind = cell.get("t", "n")
            value = cell.findtext(MAIN + "v", "")
            if cell.find(MAIN + "f") is not None:
                yield cell.get("r"), "formula", value
            elif kind == "inlineStr":
                yield cell.get("r"), "text", escaped("".join(cell.find(MAIN + "is").itertext()))
            elif kind == "b":
                yield cell.get("r"), "boolean", value
            elif formats[int(cell.get("s", 0))] in days:
                yield cell.get("r"), "day", str(datetime.date(1899, 12, 30) + datetime.timedelta(int(value)))
            elif kind == "n":
                yield cell.get("r"), "number", f"{float(value):.15g}"  # as every reader shows it
            else:
                sys.exit(f"{cell.get('r')} is of kind {kind}")
            cell.clear()


def sums(book, column):
    decimal.getcontext().prec = 60
    rows = collections.defaultdict(dict)
    for cell, _, value in cells(book, 1):
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
        rows[int(row)][letters] = value
    names = {name: letters for letters, name in rows.pop(1).items()}
    out = collections.defaultdict(decimal.Decimal)
    for row in rows.values():
        if value := row.get(names[column]):
            out[row.get(names.get("currency"), "")] += decimal.Decimal(value)
    for currency, total in sorted(out.items()):
        print(currency, f"{total.normalize():f}", sep="\t")


def main():
    with zipfile.ZipFile(sys.argv[1]) as book:
        if broken := book.testzip():
            sys.exit(f"{broken} is broken")
        if len(sys.argv) > 3:
            return sums(book, sys.argv[3])
        if len(sys.argv) > 2:
            for cell in cells(book, int(sys.argv[2])):
                print("\t".join(cell).replace("\n", "\\n"))
            return
        names = [sheet.get("name") for sheet in tree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        for number, name in enumerate(names, 1):
            sheet = tree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            pane, found = sheet.find(f".//{MAIN}pane"), sheet.find(MAIN + "autoFilter")
            frozen = pane.get("ySplit") if pane is not None and pane.get("state") == "frozen" else "0"
            print(name, frozen, "-" if found is None else found.get("ref"), len(list(cells(book, number))), sep="\t")


if __name__ == "__main__":
    main()
