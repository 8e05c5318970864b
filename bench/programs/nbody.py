"""Planets under gravity: float arithmetic on attributes of a few objects held in lists."""

SOLAR_MASS = 39.47841760435743
DAYS = 365.24


class Body:
    def __init__(self, position, velocity, mass):
        self.x, self.y, self.z = position
        self.vx, self.vy, self.vz = (v * DAYS for v in velocity)
        self.mass = mass * SOLAR_MASS


def solar_system():
    return [
        Body((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0),
        Body((4.84143144246472, -1.16032004402742, -0.10362204447112), (0.00166007664274, 0.00769901118419, -0.00006904600169), 0.00095479193842),
        Body((8.34336671824458, 4.12479856412430, -0.40352341711432), (-0.00276742510726, 0.00499852801234, 0.00002304172975), 0.00028588598066),
        Body((12.8943695621391, -15.1111514016986, -0.22330757889265), (0.00296460137564, 0.00237847173959, -0.00002965895685), 0.00004366244043),
        Body((15.3796971148509, -25.9193146099879, 0.17925877295037), (0.00268067772490, 0.00162824170038, -0.00009515922545), 0.00005151389020),
    ]


def offset_momentum(bodies):
    sun = bodies[0]
    sun.vx = -sum(b.vx * b.mass for b in bodies) / SOLAR_MASS
    sun.vy = -sum(b.vy * b.mass for b in bodies) / SOLAR_MASS
    sun.vz = -sum(b.vz * b.mass for b in bodies) / SOLAR_MASS


def advance(bodies, pairs, dt):
    for a, b in pairs:
        dx = a.x - b.x
        dy = a.y - b.y
        dz = a.z - b.z
        squared = dx * dx + dy * dy + dz * dz
        magnitude = dt / (squared * squared**0.5)
        by_a = a.mass * magnitude
        by_b = b.mass * magnitude
        a.vx -= dx * by_b
        a.vy -= dy * by_b
        a.vz -= dz * by_b
        b.vx += dx * by_a
        b.vy += dy * by_a
        b.vz += dz * by_a
    for b in bodies:
        b.x += dt * b.vx
        b.y += dt * b.vy
        b.z += dt * b.vz


def energy(bodies, pairs):
    total = sum(0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz) for b in bodies)
    for a, b in pairs:
        total -= a.mass * b.mass / ((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2) ** 0.5
    return total


def main():
    bodies = solar_system()
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    offset_momentum(bodies)
    for _ in range(80_000):
        advance(bodies, pairs, 0.01)
    print(f"{energy(bodies, pairs):.9f} {bodies[1].x:.6f}")


if __name__ == "__main__":
    main()
