# needs: python3-sqlalchemy
"""Objects with relations kept in and asked from SQLite, by SQLAlchemy."""

from sqlalchemy import ForeignKey, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author", cascade="all, delete-orphan")


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    pages: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="books")


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    for n in range(150):
        books = [Book(title=f"Book {n}.{k}", pages=(n * k) % 400 + 20) for k in range(5)]
        session.add(Author(name=f"Author {n}", books=books))
    session.commit()
with Session(engine) as session:
    for limit in range(0, 400, 20):
        query = select(Author.name, func.sum(Book.pages)).join(Book).where(Book.pages > limit).group_by(Author.id).order_by(Author.name)
        rows = session.execute(query).all()
    print(len(rows), rows[:1])
    authors = session.scalars(select(Author).options(selectinload(Author.books))).all()
    print(sum(book.pages for author in authors for book in author.books))
    for author in authors[::3]:
        author.name = author.name.upper()
        session.delete(author.books[0])
    session.commit()
    print(session.scalar(select(func.count()).select_from(Book)))
