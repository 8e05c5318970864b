try:
    int("x")
except ValueError as error:
    raise RuntimeError("conversion") from error

# expect-error: RuntimeError: conversion
# status: 1
