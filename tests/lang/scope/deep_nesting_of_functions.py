def a(w):
    def b(x):
        def c(y):
            def d(z):
                return w, x, y, z
            return d
        return c
    return b


print(a(1)(2)(3)(4))

# expect: (1, 2, 3, 4)
