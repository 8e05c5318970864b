# What a class remembers of the assignments to self: targets alone, not those of augmented assignments.


class A:
    def plain(self): self.y = 1
    def augmented(self): self.x += 1
    def annotated(self): self.z: int = 2
    def declared(self): self.n: int
    def deleted(self): del self.w
    def item(self): self.e[0] = 1
    def other(this): this.q = 1

    def targets(self):
        for self.a in (): pass
        with x as self.b: pass
        (self.c, [self.d]) = 1


print(sorted(getattr(A, "__static_attributes__", "abcdyz")))

# expect: ['a', 'b', 'c', 'd', 'y', 'z']
