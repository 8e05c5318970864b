"""An object mapper over records in memory: fields as descriptors, a metaclass, relations, lazy queries, a session with an identity map."""

from __future__ import annotations

import datetime
import functools
import hashlib
import itertools
import operator
import random
from collections import defaultdict
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Callable, ClassVar, Generic, Iterator, TypeVar, overload

T = TypeVar("T")
M = TypeVar("M", bound="Model")


class MappingError(Exception):
    pass


class ValidationError(MappingError):
    def __init__(self, model: str, field: str, reason: str) -> None:
        super().__init__(f"{model}.{field}: {reason}")
        self.field = field


class Condition:
    """A predicate on objects that can be combined with &, | and ~."""

    def __init__(self, test: Callable[[Any], bool], text: str, index: tuple[str, Any] | None = None) -> None:
        self.test = test
        self.text = text
        self.index = index

    def __and__(self, other: Condition) -> Condition:
        return Condition(lambda o: self.test(o) and other.test(o), f"({self.text} AND {other.text})", self.index or other.index)

    def __or__(self, other: Condition) -> Condition:
        return Condition(lambda o: self.test(o) or other.test(o), f"({self.text} OR {other.text})")

    def __invert__(self) -> Condition:
        return Condition(lambda o: not self.test(o), f"NOT {self.text}")


def comparison(function: Callable[[Any, Any], Any], symbol: str) -> Callable[[Field, Any], Condition]:
    def compare(self: Field, other: Any) -> Condition:
        name = self.name

        def test(record: Any) -> bool:
            value = getattr(record, name)
            return value is not None and bool(function(value, other))

        return Condition(test, f"{name} {symbol} {other!r}", (name, other) if symbol == "=" and self.indexed else None)

    return compare


class Field(Generic[T]):
    """A typed column; on the class it builds conditions, on an object it is the value."""

    kind: ClassVar[type] = object

    def __init__(self, *, default: Any = None, required: bool = True, indexed: bool = False, check: Callable[[T], bool] | None = None) -> None:
        self.default, self.required, self.indexed, self.check = default, required, indexed, check
        self.name = self.owner = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name, self.owner = name, owner.__name__

    @overload
    def __get__(self, instance: None, owner: type) -> Field[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance._values.get(self.name)

    def __set__(self, instance: Model, value: Any) -> None:
        value = self.clean(value)
        if instance._values.get(self.name) != value:
            if instance._session is not None:
                instance._session.changed(instance, self, value)
            instance._values[self.name] = value

    def clean(self, value: Any) -> T | None:
        if value is None:
            if self.required:
                raise ValidationError(self.owner, self.name, "is required")
            return None
        if not isinstance(value, self.kind):
            try:
                value = self.convert(value)
            except (TypeError, ValueError, ArithmeticError):
                raise ValidationError(self.owner, self.name, f"{value!r} is no {self.kind.__name__}") from None
        if self.check is not None and not self.check(value):
            raise ValidationError(self.owner, self.name, f"{value!r} is not allowed")
        return value

    def convert(self, value: Any) -> T:
        return self.kind(value)

    def is_in(self, values: Any) -> Condition:
        allowed = frozenset(values)
        return Condition(lambda record: getattr(record, self.name) in allowed, f"{self.name} IN {sorted(allowed)}")

    __hash__ = object.__hash__
    __eq__ = comparison(operator.eq, "=")  # type: ignore[assignment]
    __ne__ = comparison(operator.ne, "!=")  # type: ignore[assignment]
    __lt__ = comparison(operator.lt, "<")
    __le__ = comparison(operator.le, "<=")
    __gt__ = comparison(operator.gt, ">")
    __ge__ = comparison(operator.ge, ">=")


class Integer(Field[int]):
    kind = int


class String(Field[str]):
    kind = str
    like = comparison(lambda value, part: part.lower() in value.lower(), "LIKE")


class Money(Field[Decimal]):
    kind = Decimal

    def convert(self, value: Any) -> Decimal:
        return Decimal(str(value)).quantize(Decimal("0.01"))


class Date(Field[datetime.date]):
    kind = datetime.date

    def convert(self, value: Any) -> datetime.date:
        return datetime.date.fromisoformat(value)


class Reference(Integer):
    """Stores the id of another model's object and gives the object as name without `_id`."""

    def __init__(self, target: str, **options: Any) -> None:
        super().__init__(indexed=True, **options)
        self.target = target

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)
        setattr(
            owner, name.removesuffix("_id"),
            property(lambda record: record._session.get(Model.registry[self.target], getattr(record, name))),
        )


class Related:
    """The other side of a reference: a query of the objects that refer to this one."""

    def __init__(self, model: str, field: str) -> None:
        self.model, self.field = model, field

    def __get__(self, instance: Model | None, owner: type) -> Any:
        if instance is None:
            return self
        model = Model.registry[self.model]
        return instance._session.query(model).where(getattr(model, self.field) == instance.id)


class ModelType(type):
    def __new__(mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], *, abstract: bool = False) -> ModelType:
        cls = super().__new__(mcls, name, bases, namespace)
        cls.fields = {n: f for base in reversed(cls.__mro__) for n, f in vars(base).items() if isinstance(f, Field)}
        if not abstract:
            Model.registry[name] = cls
        return cls


class Model(metaclass=ModelType, abstract=True):
    registry: ClassVar[dict[str, ModelType]] = {}
    fields: ClassVar[dict[str, Field]]
    id = Integer(required=False)

    def __init__(self, **values: Any) -> None:
        self._session: Session | None = None
        self._values: dict[str, Any] = {}
        if unknown := values.keys() - self.fields.keys():
            raise MappingError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        for name, field in self.fields.items():
            default = field.default() if callable(field.default) else field.default
            self._values[name] = field.clean(values.get(name, default))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!s}' for name in self.fields)})"


class Query(Generic[M]):
    """Immutable; every method gives a new query, and nothing runs before iteration."""

    def __init__(
        self, session: Session, model: type[M], condition: Condition | None = None, order: tuple = (), limits: tuple = (0, None),
    ) -> None:
        self.session, self.model, self.condition, self.order, self.limits = session, model, condition, order, limits

    def _with(self, **changes: Any) -> Query[M]:
        known = {name: getattr(self, name) for name in ("condition", "order", "limits")}
        return type(self)(self.session, self.model, **{**known, **changes})

    def where(self, *conditions: Condition, **equal: Any) -> Query[M]:
        every = [*filter(None, [self.condition]), *conditions, *(getattr(self.model, n) == v for n, v in equal.items())]
        return self._with(condition=functools.reduce(operator.and_, every))

    def order_by(self, *names: str) -> Query[M]:
        return self._with(order=self.order + names)

    def __getitem__(self, key: slice) -> Query[M]:
        return self._with(limits=(key.start or 0, key.stop))

    def __iter__(self) -> Iterator[M]:
        rows: Any = self.session.scan(self.model, self.condition.index if self.condition else None)
        if self.condition is not None:
            rows = filter(self.condition.test, rows)
        for name in reversed(self.order):
            rows = sorted(rows, key=operator.attrgetter(name.lstrip("-")), reverse=name.startswith("-"))
        return itertools.islice(rows, *self.limits)

    def first(self) -> M | None:
        return next(iter(self), None)

    def count(self) -> int:
        return sum(1 for _ in self)

    def group_by(self, name: str, aggregate: Callable[[list[M]], Any]) -> dict[Any, Any]:
        groups: defaultdict[Any, list[M]] = defaultdict(list)
        for row in self:
            groups[getattr(row, name)].append(row)
        return {key: aggregate(rows) for key, rows in sorted(groups.items())}

    def __str__(self) -> str:
        return f"SELECT {self.model.__name__} WHERE {self.condition.text if self.condition else 'TRUE'}"


class Session:
    def __init__(self) -> None:
        self.tables: defaultdict[type, dict[int, Model]] = defaultdict(dict)
        self.indexes: defaultdict[tuple[type, str], defaultdict[Any, dict[int, Model]]] = defaultdict(lambda: defaultdict(dict))
        self.undo: list[Callable[[], None]] | None = None
        self.ids = itertools.count(1)

    def add(self, *records: Model) -> None:
        for record in records:
            record._values["id"] = next(self.ids)
            record._session = self
            self.tables[type(record)][record.id] = record
            for name in self._indexed(record):
                self.indexes[type(record), name][getattr(record, name)][record.id] = record
            self._record(lambda record=record: self.delete(record))

    def delete(self, record: Model) -> None:
        del self.tables[type(record)][record.id]
        for name in self._indexed(record):
            self.indexes[type(record), name][getattr(record, name)].pop(record.id)
        record._session = None

    @staticmethod
    def _indexed(record: Model) -> Iterator[str]:
        return (name for name, field in record.fields.items() if field.indexed)

    def _record(self, action: Callable[[], None]) -> None:
        if self.undo is not None:
            self.undo.append(action)

    def changed(self, record: Model, field: Field, value: Any) -> None:
        old = getattr(record, field.name)
        self._record(lambda: setattr(record, field.name, old))
        if field.indexed:
            index = self.indexes[type(record), field.name]
            index[old].pop(record.id)
            index[value][record.id] = record

    def query(self, model: type[M]) -> Query[M]:
        return Query(self, model)

    def get(self, model: type[M], key: int) -> M | None:
        return self.tables[model].get(key)

    def scan(self, model: type, index: tuple[str, Any] | None) -> list[Model]:
        return list((self.tables[model] if index is None else self.indexes[model, index[0]][index[1]]).values())

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        self.undo = []
        try:
            yield self
        except BaseException:
            actions, self.undo = self.undo, None
            for action in reversed(actions):
                action()
            raise
        finally:
            self.undo = None


class Customer(Model):
    name = String(check=lambda text: 0 < len(text) < 30)
    city = String(default="Bern", indexed=True)
    balance = Money(default="0")
    orders = Related("Order", "customer_id")


class Order(Model):
    customer_id = Reference("Customer")
    placed = Date(default=lambda: "2024-02-29")
    total = Money(check=lambda amount: amount > 0)
    status = String(default="open", indexed=True)


def fill(session: Session, rng: random.Random, customers: int) -> int:
    refused = 0
    cities = ["Bern", "Basel", "Genf", "Chur"]
    for number in range(customers):
        session.add(customer := Customer(name=f"{rng.choice('ABC')}{number:03d}", city=rng.choice(cities)))
        for _ in range(rng.randrange(9)):
            try:
                total = rng.choice([rng.randrange(1, 9000) / 7, rng.randrange(1, 500), rng.randrange(40), "12.5", "free"])
                session.add(Order(customer_id=customer.id, total=total, placed=f"2024-{rng.randint(1, 13):02d}-{rng.randint(1, 28):02d}"))
            except ValidationError:
                refused += 1
    return refused


def pay(session: Session, order: Order, limit: Decimal) -> bool:
    try:
        with session.transaction():
            order.status = "paid"
            order.customer.balance -= order.total
            if order.customer.balance < -limit:
                raise MappingError("over the limit")
    except MappingError:
        return False
    return True


def main() -> None:
    rng = random.Random(7)
    session = Session()
    refused = fill(session, rng, 2800)
    paid = sum(pay(session, order, Decimal(900)) for order in session.query(Order).order_by("placed", "-total"))
    digest = hashlib.sha256()
    for city, part in itertools.product(["Bern", "Basel", "Genf", "Chur"], "ABC"):
        rich = session.query(Customer).where(Customer.name.like(part), city=city).order_by("-balance", "name")
        for customer in rich[2:30]:
            late = customer.orders.where((Order.placed > datetime.date(2024, 6, 1)) & ~(Order.status == "paid") | (Order.total < 20))
            digest.update(f"{customer!r} {late.count()} {late.order_by('-total').first()} {late}".encode())
    for _ in range(25):
        status = session.query(Order).where(Order.status.is_in(["open", "paid"]), Order.total >= rng.randrange(500))
        groups = status.group_by("status", lambda rows: (len(rows), sum(row.total for row in rows)))
        digest.update(repr(groups).encode())
    print(f"{session.query(Order).count()} orders, {refused} refused, {paid} paid; {groups}")
    print("checksum", digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
