"""A SQLite database behind http.server's threads: each request takes a connection from a pool and asks for the words that it computes with.

    python3 bench/servers/with_sqlite3.py PORT STEPS     the database is made in the current folder
"""

import queue
import sqlite3
import sys

import _handler
from _work import WORDS, answer

CONNECTIONS = 8
DATABASE = "words.db"

port, steps = map(int, sys.argv[1:])
with sqlite3.connect(DATABASE) as connection:
    connection.execute("create table words (place integer primary key, word text)")
    connection.executemany("insert into words values (?, ?)", enumerate(WORDS))
connection.close()

pool = queue.Queue()
for _ in range(CONNECTIONS):
    pool.put(sqlite3.connect(DATABASE, check_same_thread=False))


def respond():
    connection = pool.get()
    try:
        words = [word for word, in connection.execute("select word from words order by place")]
    finally:
        pool.put(connection)
    return answer(steps, words)


_handler.serve(port, respond)
