"""Texts turned into rows of weighted words (scikit-learn)."""

import random

from sklearn.feature_extraction.text import TfidfVectorizer


def items(count):
    draw = random.Random(5)
    words = ["".join(draw.choices("abcdefghijklmnop", k=draw.randint(2, 9))) for _ in range(3_000)]
    return [[" ".join(draw.choices(words, k=120)) for _ in range(600)] for _ in range(count)]


def work(texts):
    return TfidfVectorizer(ngram_range=(1, 2), min_df=2).fit_transform(texts).shape
