"""Stands for programs that move records between formats: exports, imports, converters, configuration."""

import base64
import binascii
import configparser
import csv
import datetime
import html
import io
import json
import pickle
import plistlib
import struct
import tomllib
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zlib
from dataclasses import asdict, dataclass, field

CITIES = ["Zürich", "Paris", "San José", "北京", "Oslo", "Kraków", "New York"]
ZONES = [datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=5, minutes=30))]
COUNT = 1300


@dataclass
class Order:
    number: int
    customer: str
    city: str
    price: float
    placed: datetime.datetime
    paid: bool
    items: list = field(default_factory=list)
    note: str | None = None


class Basket:
    """An object that says itself how it is pickled."""

    def __init__(self, orders):
        self.orders = orders
        self.total = sum(order.price for order in orders)

    def __getstate__(self):
        return {"orders": self.orders}

    def __setstate__(self, state):
        self.__init__(state["orders"])


def make_orders():
    begin = datetime.datetime(2024, 2, 27, 22, 15)
    for number in range(COUNT):
        placed = (begin + datetime.timedelta(hours=7 * number)).replace(tzinfo=ZONES[number % 2])
        items = [{"code": f"A-{number * k % 97:03}", "count": k, "each": k * 1.25} for k in range(1, 2 + number % 4)]
        note = None if number % 3 else f'said "<now & then>", line {number}\nand\tmore'
        price = sum(item["count"] * item["each"] for item in items) + number / 8
        yield Order(number, f"Customer {number % 41}", CITIES[number % 7], price, placed, number % 5 > 1, items, note)


def restore(record):
    """An Order from what a format without dates and types kept."""
    placed = record["placed"]
    if isinstance(placed, str):
        placed = datetime.datetime.fromisoformat(placed)
    return Order(**{**record, "placed": placed})


def through_json(orders):
    text = json.dumps([asdict(order) for order in orders], default=lambda value: value.isoformat(), indent=1)
    compact = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return [restore(record) for record in json.loads(compact)], len(text) + len(compact)


def through_csv(orders):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["number", "customer", "city", "price", "placed", "paid", "items", "note"])
    writer.writeheader()
    for order in orders:
        items = ";".join(f"{item['code']}*{item['count']}@{item['each']}" for item in order.items)
        row = {**vars(order), "items": items, "placed": order.placed.strftime("%Y-%m-%d %H:%M:%S %z")}
        writer.writerow(row)
    out.seek(0)
    found = []
    for row in csv.DictReader(out):
        items = []
        for item in row["items"].split(";"):
            code, _, rest = item.partition("*")
            count, each = rest.split("@")
            items.append({"code": code, "count": int(count), "each": float(each)})
        placed = datetime.datetime.strptime(row["placed"], "%Y-%m-%d %H:%M:%S %z")
        changed = {"number": int(row["number"]), "price": float(row["price"]), "paid": row["paid"] == "True"}
        found.append(Order(**{**row, **changed, "items": items, "placed": placed, "note": row["note"] or None}))
    return found, len(out.getvalue())


def through_xml(orders):
    root = ElementTree.Element("orders", version="1")
    for order in orders:
        node = ElementTree.SubElement(root, "order", number=str(order.number), paid=str(order.paid))
        for name in ("customer", "city", "note"):
            if (value := getattr(order, name)) is not None:
                ElementTree.SubElement(node, name).text = value
        ElementTree.SubElement(node, "placed").text = order.placed.isoformat()
        ElementTree.SubElement(node, "price").text = repr(order.price)
        for item in order.items:
            ElementTree.SubElement(node, "item", {name: str(value) for name, value in item.items()})
    text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    found = []
    for node in ElementTree.fromstring(text).iter("order"):
        items = [
            {"code": item.get("code"), "count": int(item.get("count")), "each": float(item.get("each"))}
            for item in node.findall("item")
        ]
        texts = [node.findtext(name) for name in ("customer", "city", "price", "placed", "note")]
        placed = datetime.datetime.fromisoformat(texts[3])
        paid = node.attrib["paid"] == "True"
        found.append(Order(int(node.get("number")), texts[0], texts[1], float(texts[2]), placed, paid, items, texts[4]))
    return found, len(text)


def through_pickle(orders):
    basket = Basket(orders)
    for protocol in (2, 4, 5):
        basket = pickle.loads(pickle.dumps(basket, protocol))
    assert basket.total == sum(order.price for order in orders)
    return basket.orders, len(basket.orders)  # the bytes depend on which equal strings are one object


def through_bytes(orders):
    """Packed numbers, then texts, in base64 and in the query of an address."""
    head = struct.Struct("<IdqhB")
    found, size = [], 0
    for order in orders:
        offset = int(order.placed.utcoffset().total_seconds()) // 60
        packed = head.pack(order.number, order.price, int(order.placed.timestamp()), offset, order.paid)
        text = base64.urlsafe_b64encode(packed).decode("ascii")
        query = {"head": text, "city": order.city, "who": order.customer, "note": html.escape(order.note or "")}
        address = "https://example.org/orders?" + urllib.parse.urlencode(query)
        size = size * 31 + binascii.crc32(address.encode()) & 0xFFFF_FFFF

        parts = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query, keep_blank_values=True)
        number, price, seconds, offset, paid = head.unpack(base64.urlsafe_b64decode(parts["head"][0]))
        zone = datetime.timezone(datetime.timedelta(minutes=offset))
        placed = datetime.datetime.fromtimestamp(seconds, zone)
        note = html.unescape(parts["note"][0]) or None
        found.append(Order(number, parts["who"][0], parts["city"][0], price, placed, bool(paid), order.items, note))
    return found, size


def through_settings(orders):
    """A property list, a TOML document and an INI file of the same settings."""
    some = [{**asdict(order), "placed": order.placed.isoformat(), "note": order.note or ""} for order in orders[:60]]
    listed = plistlib.loads(plistlib.dumps({"orders": some}, sort_keys=False))["orders"]
    lines = []
    for record in listed:
        lines.append("[[orders]]")
        lines += [f"{name} = {json.dumps(value)}" for name, value in record.items() if name not in ("items", "placed")]
        lines.append(f"placed = {record['placed']}")
        items = ["{" + ", ".join(f"{k} = {json.dumps(v)}" for k, v in item.items()) + "}" for item in record["items"]]
        lines.append("items = [" + ", ".join(items) + "]")
    text = "\n".join(lines)
    found = [restore({**record, "note": record["note"] or None}) for record in tomllib.loads(text)["orders"]]

    settings = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
    sections = [f"[o{order.number}]\ncity={order.city}\nat=${{all:root}}/x" for order in found]
    settings.read_string("\n".join(["[all]\nroot = /srv", *sections]))
    places = {settings[name]["at"] + settings.get(name, "city") for name in settings.sections()[1:]}
    return found + orders[60:], len(text) + len(places)


def main():
    orders = list(make_orders())
    for convert in (through_json, through_csv, through_xml, through_pickle, through_bytes, through_settings):
        found, size = convert(orders)
        print(f"{convert.__name__:16} {found == orders} {size}")
    print(zlib.crc32("\n".join(map(repr, orders)).encode()))


if __name__ == "__main__":
    main()
