# Mapped classes with relations, queries, transactions and events on SQLite; two threads write to one database.
# needs: python3-sqlalchemy
from decimal import Decimal

from _together import in_two_threads
from sqlalchemy import ForeignKey, Numeric, create_engine, event, func, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload, sessionmaker


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    orders: Mapped[list["Order"]] = relationship(back_populates="user", cascade="all, delete-orphan")


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    total: Mapped[Decimal] = mapped_column(Numeric(8, 2, asdecimal=True))
    note: Mapped[str | None]
    user: Mapped[User] = relationship(back_populates="orders")


engine = create_engine("sqlite:///shop.db", connect_args={"timeout": 60})
Base.metadata.create_all(engine)
print(inspect(engine).get_table_names(), [c["name"] for c in inspect(engine).get_columns("orders")])
with Session(engine) as session:
    session.add_all([User(name=n, orders=[Order(total=Decimal(i) / 4) for i in range(5)]) for n in ("ann", "bob")])
    session.commit()
    statement = select(User.name, func.sum(Order.total), func.count()).join(User.orders).group_by(User.name).having(func.count() > 2).order_by(User.name.desc())
    print(statement)
    print(session.execute(statement).all())
    user = session.scalars(select(User).options(selectinload(User.orders)).where(User.name == "ann")).one()
    user.orders.pop()
    session.flush()
    print(len(user.orders), session.scalar(select(func.count()).select_from(Order)), user in session.dirty)
    session.rollback()
    try:
        session.add(User(name="bob"))
        session.flush()
    except IntegrityError as e:
        print(e.orig)
        session.rollback()
    ranked = select(Order.id, func.row_number().over(partition_by=Order.user_id, order_by=Order.total.desc()).label("n")).subquery()
    print(session.execute(select(ranked.c.id).where(ranked.c.n == 1)).all(), session.execute(text("select :x + 1"), {"x": 1}).scalar())

flushed = []
event.listen(User, "after_insert", lambda mapper, connection, target: flushed.append(target.name))
make = sessionmaker(engine)


def work(i):
    for n in range(20):
        with make.begin() as session:
            session.add(User(name=f"{i}-{n}", orders=[Order(total=n)]))
    with make() as session:
        return session.scalar(select(func.sum(Order.total)).join(User).where(User.name.like(f"{i}-%")))


print(in_two_threads(work), len(flushed))
with make() as session:
    print(session.scalar(select(func.count()).select_from(User)), session.execute(text("pragma integrity_check")).scalar())

# expect: ['orders', 'users'] ['id', 'user_id', 'total', 'note']
# expect: SELECT users.name, sum(orders.total) AS sum_1, count(*) AS count_1 
# expect: FROM users JOIN orders ON users.id = orders.user_id GROUP BY users.name 
# expect: HAVING count(*) > :count_2 ORDER BY users.name DESC
# expect: [('bob', Decimal('2.50'), 5), ('ann', Decimal('2.50'), 5)]
# expect: 4 9 False
# expect: UNIQUE constraint failed: users.name
# expect: [(5,), (10,)] 2
# expect: [Decimal('190.00'), Decimal('190.00')] 40
# expect: 42 ok
