# Cython's output knows whether threads run in parallel.
import cython_choice

print(cython_choice.agrees(), cython_choice.keep([]))

# expect: True None
