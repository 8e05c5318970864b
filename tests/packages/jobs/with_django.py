# A model in SQLite, migrations made and applied, queries, forms, templates and the admin; requests from two threads.
# needs: python3-django
import os
import sys

from _together import in_two_threads

import django
from django.conf import settings

settings.configure(
    DEBUG=False, SECRET_KEY="x", ALLOWED_HOSTS=["*"], ROOT_URLCONF="__main__", USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.abspath("db.sqlite3")}}, STATIC_URL="static/",
    INSTALLED_APPS=["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                    "django.contrib.messages", "library"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
                "django.contrib.messages.middleware.MessageMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": [
        "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages"]}}])

os.mkdir("library")
for name, text in {"__init__.py": "", "models.py": """
from django.db import models

class Author(models.Model):
    name = models.CharField(max_length=50, unique=True)

class Book(models.Model):
    title = models.CharField(max_length=50)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
    price = models.DecimalField(max_digits=6, decimal_places=2)
""", "admin.py": "from django.contrib import admin\nfrom . import models\nadmin.site.register(models.Book)\n"}.items():
    with open(os.path.join("library", name), "w") as file:
        file.write(text)
sys.path.insert(0, os.getcwd())
django.setup()

from django import forms
from django.contrib import admin
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Avg, Count, F, Q
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.test import Client
from django.urls import path
from library.models import Author, Book


class BookForm(forms.ModelForm):
    class Meta:
        model = Book
        fields = ["title", "author", "price"]


def books(request):
    if request.method == "POST":
        form = BookForm(request.POST)
        if not form.is_valid():
            return JsonResponse(form.errors, status=400)
        return JsonResponse({"id": form.save().title})
    text = engines["django"].from_string("{% for b in books %}{{ b.title|upper }} by {{ b.author.name }}: {{ b.price }}\n{% empty %}none{% endfor %}")
    return HttpResponse(text.render({"books": Book.objects.select_related("author").order_by("title")[:3]}))


urlpatterns = [path("books/", books), path("admin/", admin.site.urls)]

call_command("makemigrations", "library", verbosity=1)
call_command("migrate", verbosity=0)
print(sorted(t for t in connection.introspection.table_names() if t.startswith("library")))
for name, titles in {"Ann": ["A", "B"], "Bob": ["C"]}.items():
    author = Author.objects.create(name=name)
    for i, title in enumerate(titles):
        Book.objects.create(title=title, author=author, price=10 + i)
print(list(Author.objects.annotate(n=Count("books"), mean=Avg("books__price")).order_by("name").values_list("name", "n", "mean")))
print(Book.objects.filter(Q(price__gt=10) | Q(author__name="Bob")).update(price=F("price") * 2), Book.objects.order_by("-price").first().title)
try:
    with transaction.atomic():
        Author.objects.create(name="Cid")
        Author.objects.create(name="Ann")
except django.db.IntegrityError as e:
    print(type(e).__name__, e, Author.objects.count())

client = Client()
print(client.get("/books/").content.decode())
print(client.post("/books/", {"title": "", "price": "x"}).json())
print(client.post("/books/", {"title": "D", "price": "3.50", "author": author.pk}).json())
from django.contrib.auth.models import User

User.objects.create_superuser("root", password="x")
print(client.login(username="root", password="x"), client.get("/admin/library/book/").status_code)


def ask(i):
    answers = {Client().get("/books/").content for _ in range(50)}
    for n in range(20):
        with transaction.atomic():
            Author.objects.create(name=f"{i} {n}")
    connection.close()
    return answers


one, two = in_two_threads(ask)
print(one == two, len(one), Author.objects.count())

# expect: Migrations for 'library':
# expect:   library/migrations/0001_initial.py
# expect:     + Create model Author
# expect:     + Create model Book
# expect: ['library_author', 'library_book']
# expect: [('Ann', 2, Decimal('10.5')), ('Bob', 1, Decimal('10'))]
# expect: 2 B
# expect: IntegrityError UNIQUE constraint failed: library_author.name 2
# expect: A by Ann: 10.00
# expect: B by Ann: 22.00
# expect: C by Bob: 20.00
# expect:
# expect: {'title': ['This field is required.'], 'author': ['This field is required.'], 'price': ['Enter a number.']}
# expect: {'id': 'D'}
# expect: True 200
# expect: True 1 42
