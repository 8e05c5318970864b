"""A double-entry ledger: exact decimal postings, fractional splits, currencies, interest and a trial balance."""

from __future__ import annotations

import random
import zlib
from abc import ABC, abstractmethod
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from enum import Enum
from fractions import Fraction
from functools import total_ordering
from typing import Iterable, Iterator

CENT = Decimal("0.01")


class LedgerError(Exception):
    """A posting that the ledger refuses."""


class Unbalanced(LedgerError):
    def __init__(self, difference: Money) -> None:
        super().__init__(f"entries differ by {difference}")
        self.difference = difference


class CurrencyMismatch(LedgerError):
    pass


class Kind(Enum):
    ASSET = 1
    LIABILITY = -1
    INCOME = -2
    EXPENSE = 2

    @property
    def sign(self) -> int:
        return 1 if self.value > 0 else -1


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str = "EUR"

    @classmethod
    def parse(cls, text: str) -> Money:
        number, _, currency = text.strip().partition(" ")
        try:
            amount = Decimal(number.replace(",", ""))
        except InvalidOperation:
            raise LedgerError(f"no amount: {text!r}") from None
        return cls(amount, currency or "EUR")

    def _check(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")

    def __add__(self, other: Money) -> Money:
        self._check(other)
        return Money(self.amount + other.amount, self.currency)

    def __radd__(self, other: int) -> Money:
        return self if other == 0 else NotImplemented

    def __sub__(self, other: Money) -> Money:
        self._check(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __lt__(self, other: Money) -> bool:
        self._check(other)
        return self.amount < other.amount

    def __str__(self) -> str:
        return f"{self.amount:,.2f} {self.currency}"

    def rounded(self, rounding: str = ROUND_HALF_UP) -> Money:
        return Money(self.amount.quantize(CENT, rounding=rounding), self.currency)

    def split(self, shares: Iterable[Fraction]) -> list[Money]:
        """Splits into parts that add up exactly; the largest remainders get the odd cents."""
        cents = int(self.amount / CENT)
        exact = [share * cents for share in shares]
        whole = [value.numerator // value.denominator for value in exact]
        missing = cents - sum(whole)
        order = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
        for index in order[:missing]:
            whole[index] += 1
        return [Money(Decimal(part) * CENT, self.currency) for part in whole]


@dataclass(frozen=True, slots=True)
class Entry:
    account: str
    amount: Money


@dataclass(frozen=True)
class Transaction:
    day: date
    text: str
    entries: tuple[Entry, ...]
    tags: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        total = sum(entry.amount for entry in self.entries)
        if total:
            raise Unbalanced(total)


@dataclass
class Account:
    name: str
    kind: Kind
    history: list[tuple[date, Money]] = field(default_factory=list, repr=False)

    def balance(self, until: date = date.max) -> Money:
        total = Money(Decimal(0))
        for day, amount in self.history:
            if day <= until:
                total += amount
        return total

    @property
    def natural_balance(self) -> Money:
        return self.balance() * self.kind.sign


class Ledger:
    def __init__(self, accounts: Iterable[Account], rates: dict[str, Decimal]) -> None:
        self.accounts = {account.name: account for account in accounts}
        self.rates = rates
        self.journal: list[Transaction] = []
        self.rejected: dict[str, int] = defaultdict(int)

    def __getitem__(self, name: str) -> Account:
        try:
            return self.accounts[name]
        except KeyError:
            raise LedgerError(f"no account {name!r}") from None

    def convert(self, money: Money, currency: str = "EUR") -> Money:
        if money.currency == currency:
            return money
        rate = self.rates[money.currency] / self.rates[currency]
        return Money(money.amount * rate, currency).rounded(ROUND_HALF_EVEN)

    def post(self, day: date, text: str, *entries: tuple[str, Money], tags: Iterable[str] = ()) -> Transaction:
        transaction = Transaction(day, text, tuple(Entry(*entry) for entry in entries), frozenset(tags))
        targets = [self[entry.account] for entry in transaction.entries]
        for account, entry in zip(targets, transaction.entries):
            account.history.append((day, entry.amount))
        self.journal.append(transaction)
        return transaction

    @contextmanager
    def atomically(self) -> Iterator[None]:
        """Everything posted in the block stays, or nothing of it."""
        marks = {name: len(account.history) for name, account in self.accounts.items()}
        length = len(self.journal)
        try:
            yield
        except LedgerError as error:
            for name, mark in marks.items():
                del self.accounts[name].history[mark:]
            del self.journal[length:]
            self.rejected[type(error).__name__] += 1

    def trial_balance(self) -> dict[Kind, Money]:
        totals = {kind: Money(Decimal(0)) for kind in Kind}
        for account in self.accounts.values():
            totals[account.kind] += account.balance()
        if rest := sum(totals.values()):
            raise Unbalanced(rest)
        return totals


class Event(ABC):
    def __init__(self, day: date, amount: Money) -> None:
        self.day = day
        self.amount = amount

    @abstractmethod
    def book(self, ledger: Ledger) -> None: ...


class Sale(Event):
    VAT = Decimal("0.19")

    def book(self, ledger: Ledger) -> None:
        gross = ledger.convert(self.amount)
        net = Money(gross.amount / (1 + self.VAT)).rounded()
        entries = [("bank", gross), ("sales", -net), ("vat", net - gross)]
        ledger.post(self.day, "sale", *entries, tags=["taxed", self.amount.currency])


class SharedExpense(Event):
    SHARES = (Fraction(1, 3), Fraction(2, 7), Fraction(1) - Fraction(1, 3) - Fraction(2, 7))
    TARGETS = ("rent", "wages", "goods")

    def book(self, ledger: Ledger) -> None:
        amount = ledger.convert(self.amount)
        parts = amount.split(self.SHARES)
        ledger.post(self.day, "shared cost", ("bank", -amount), *zip(self.TARGETS, parts), tags=["shared"])


class Loan(Event):
    MONTHS = 12
    RATE = Decimal("0.045") / 12

    def book(self, ledger: Ledger) -> None:
        ledger.post(self.day, "loan", ("bank", self.amount), ("loans", -self.amount))
        with localcontext() as context:
            context.prec = 40
            growth = (1 + self.RATE) ** self.MONTHS
            payment = Money(self.amount.amount * self.RATE * growth / (growth - 1)).rounded()
        rest, day = self.amount, self.day
        for month in range(1, self.MONTHS + 1):
            day += timedelta(days=30)
            interest = (rest * self.RATE).rounded()
            principal = rest if month == self.MONTHS else payment - interest
            rest -= principal
            ledger.post(day, f"rate {month}", ("bank", -(principal + interest)), ("loans", principal), ("interest", interest))


class Careless(Event):
    """What a tired clerk types: some postings do not balance, name no account, or mix currencies."""

    def book(self, ledger: Ledger) -> None:
        with ledger.atomically():
            ledger.post(self.day, "good half", ("bank", self.amount), ("sales", -self.amount))
            match int(self.amount.amount) % 3:
                case 0:
                    ledger.post(self.day, "typo", ("bank", self.amount), ("sales", -(self.amount + Money(CENT))))
                case 1:
                    ledger.post(self.day, "unknown", ("piggy", self.amount), ("sales", -self.amount))
                case _:
                    ledger.post(self.day, "mixed", ("bank", self.amount), ("sales", Money.parse("-1 USD")))


def events(seed: int, count: int) -> Iterator[Event]:
    source = random.Random(seed)
    day = date(2024, 1, 1)
    for _ in range(count):
        day += timedelta(days=source.randrange(2))
        kind = source.choices([Sale, SharedExpense, Loan, Careless], weights=[60, 25, 3, 12])[0]
        currency = source.choice(["EUR", "USD", "GBP"]) if kind is Sale else "EUR"
        yield kind(day, Money.parse(f"{source.randrange(1, 5000)}.{source.randrange(100):02d} {currency}"))


def monthly_report(ledger: Ledger) -> Iterator[str]:
    flows: dict[tuple[int, int], dict[str, Money]] = defaultdict(lambda: defaultdict(lambda: Money(Decimal(0))))
    for transaction in ledger.journal:
        month = flows[transaction.day.year, transaction.day.month]
        for entry in transaction.entries:
            month[entry.account] += entry.amount
    for (year, month), accounts in sorted(flows.items()):
        line = "  ".join(f"{name} {amount}" for name, amount in sorted(accounts.items()))
        yield f"{year}-{month:02d}  {line}"


def main() -> None:
    kinds = {
        Kind.ASSET: ["bank"],
        Kind.LIABILITY: ["loans", "vat"],
        Kind.INCOME: ["sales"],
        Kind.EXPENSE: ["rent", "wages", "goods", "interest"],
    }
    rates = {"EUR": Decimal(1), "USD": Decimal("0.9174"), "GBP": Decimal("1.1693")}
    ledger = Ledger((Account(name, kind) for kind, names in kinds.items() for name in names), rates)
    for event in events(seed=7, count=11000):
        event.book(ledger)
    report = list(monthly_report(ledger))
    for kind, total in ledger.trial_balance().items():
        print(f"{kind.name.lower():10} {total * kind.sign!s:>22}")
    richest = max(ledger.accounts.values(), key=lambda account: account.natural_balance)
    half_way = ledger["bank"].balance(date(2026, 1, 1))
    print(f"{len(ledger.journal)} transactions, largest account {richest.name}, bank on new year {half_way}")
    print("rejected:", dict(sorted(ledger.rejected.items())))
    print(report[-1])
    print(f"checksum {zlib.crc32(chr(10).join(report).encode()):08x}")


if __name__ == "__main__":
    main()
