"""Writes references.json: values of special functions to 17 digits, by mpmath at 50 digits or more.

Run: python3 test/unit/numeric/references.py   (mpmath 1.3, about a minute)

A row is the arguments, then the value or values. Arguments are drawn with a fixed seed and stored as the doubles they
are. Tails with large parameters, on which mpmath's own series do not end, are integrals of the density from both
sides, which must add up to 1.
"""

import json
import os
import random

import mpmath as m
from mpmath import mp, mpf

mp.dps = 50
rng = random.Random(20240229)


def power(low, high):
    """A double whose logarithm to base 10 is uniform."""
    return float("%.12g" % 10 ** rng.uniform(low, high))


def uniform(low, high):
    return float("%.12g" % rng.uniform(low, high))


def rows(points, function):
    """The points at which all values are 0 or normal doubles."""
    table = []
    for point in points:
        values = function(*[mpf(argument) for argument in point])
        values = values if isinstance(values, tuple) else (values,)
        if all(v == 0 or mpf("1e-307") < abs(v) < mpf("1.7e308") for v in values):
            table.append(list(point) + [float(m.nstr(v, 25)) for v in values])
    return table


def integral(density, start, end):
    """Of a smooth bell, by Gauss-Legendre over steps of about its width."""
    steps = [start + (end - start) * i / 40 for i in range(41)]
    return mp.quad(density, steps, method="gauss-legendre", maxdegree=5)


def both_sides(density, x, mean, width, least, most):
    lower = integral(density, max(min(x, mean) - 25 * width, least), x)
    upper = integral(density, x, min(max(x, mean) + 25 * width, most))
    assert abs(lower + upper - 1) < mpf(10) ** -20, (x, lower + upper)
    return lower, upper


def gamma_tails(a, x):
    if a > 2000:
        with mp.workdps(60):
            log_scale = m.loggamma(a)
            density = lambda t: m.exp((a - 1) * m.log(t) - t - log_scale)
            return both_sides(density, x, a, m.sqrt(a), x / 1000, m.inf)
    if x > a:
        upper = m.gammainc(a, x, m.inf, regularized=True)
        return 1 - upper, upper
    with mp.workdps(400):
        lower = x**a * m.exp(-x) / m.gamma(a + 1) * m.hyp1f1(1, a + 1, x)
        return lower, 1 - lower


def beta_tails(x, a, b):
    if min(a, b) > 3000 or max(a, b) > 1e5:
        with mp.workdps(60):
            log_scale = m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)
            density = lambda t: m.exp((a - 1) * m.log(t) + (b - 1) * m.log1p(-t) - log_scale)
            width = m.sqrt(a * b / (a + b) ** 3)
            return both_sides(density, x, a / (a + b), width, x / 1000, (1000 + x) / 1001)
    with mp.workdps(400):
        if x < 0.5:
            lower = beta_series(x, a, b)
            return lower, 1 - lower
        upper = beta_series(1 - x, b, a)
        return 1 - upper, upper


def beta_series(x, a, b):
    """x^a (1 - x)^b / (a B) 2F1(1, a + b; a + 1; x): positive terms, added until they end."""
    term = total = mpf(1)
    n = 0
    while term > total * mpf(10) ** (5 - mp.dps):
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    log_front = a * m.log(x) + b * m.log1p(-x) + m.loggamma(a + b) - m.loggamma(a) - m.loggamma(b) - m.log(a)
    return m.exp(log_front) * total


def solve(tail, target, low, high):
    """The x with tail(x) = target: bisection and then secants on logarithms."""
    f = lambda t: m.log(tail(m.exp(t))) - m.log(target)
    low, high = m.log(low), m.log(high)
    rises = f(high) > f(low)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (f(middle) < 0) == rises else (low, middle)
    return m.exp(m.findroot(f, (low, high), solver="anderson", tol=mpf(10) ** -60))


def at_many_digits(function):
    def call(*arguments):
        with mp.workdps(700):
            return function(*arguments)

    return call


def normal_quantile(p):
    distance = m.sqrt(2) * solve(m.erfc, 2 * min(p, 1 - p), mpf(10) ** -18, 40)
    return -distance if p < 0.5 else distance


def student_survival(t, df):
    with mp.workdps(400):
        x, y = df / (df + t * t), t * t / (df + t * t)
        near = x > mpf("0.98")
        return (1 - beta_series(y, mpf(1) / 2, df / 2)) / 2 if near else beta_series(x, df / 2, mpf(1) / 2) / 2


def hyp2f1(a, b, c, z):
    with mp.workdps(150):
        return m.hyp2f1(a, b, c, z)


def hyp2f1_of_any_size(a, b, c, z):
    """By Euler's integral, and where a and b are above c by two of c + 1 and c + 2; mpmath's own series do not end."""
    a, b = max(a, b), min(a, b)
    if b >= c:
        return hyp2f1_of_any_size(a, b, c + 1, z) + a * b * z / c / (c + 1) * hyp2f1_of_any_size(a + 1, b + 1, c + 2, z)
    # In the logarithm u of the odds, and u = peak + s sinh v: the trapezoidal rule, with ever smaller steps.
    k = 1 - z
    middle = b * (1 + k) - c + a - a * k
    odds = (middle + m.sqrt(middle**2 + 4 * k * (c - b) * b)) / (2 * k * (c - b))
    log = lambda u: b * u - (c - a) * m.log1p(m.exp(u)) - a * m.log1p(k * m.exp(u))
    peak, top = m.log(odds), log(m.log(odds))
    t, tilted = odds / (1 + odds), k * odds / (1 + k * odds)
    bend = (c - a) * t * (1 - t) + a * tilted * (1 - tilted)
    s = min(1, 1 / m.sqrt(bend)) if bend > 0 else mpf(1)
    f = lambda v: m.exp(log(peak + s * m.sinh(v)) - top) * s * m.cosh(v)
    step, total, before = mpf(1) / 2, f(0), mpf(0)
    while True:
        for sign in (1, -1):
            v = sign * step * (1 if before == 0 else 0.5)
            while True:
                value = f(v)
                total += value
                if value < total * mpf(10) ** -35:
                    break
                v += sign * step
        step = step if before == 0 else step / 2
        if abs(total * step - before) < total * step * mpf(10) ** -24:
            return total * step * m.exp(top + m.loggamma(c) - m.loggamma(b) - m.loggamma(c - b))
        before = total * step


def scaled_exponential_integral(s, z):
    with mp.workdps(200):  # at 50 digits mpmath 1.3 has none left at s = 594, z = 225
        return m.exp(z) * m.expint(s, z)


def around(a, deviations, digits=12):
    return float("%.*g" % (digits, a + uniform(*deviations) * a**0.5))


def gamma_points():
    for _ in range(60):
        a = power(-3, 3.2)
        yield a, a * power(-1.5, 0.7) if a < 10 else max(a * 0.1, around(a, (-6, 8)))
    for _ in range(40):
        yield power(-3, 0), power(-10, 1.3)
    for _ in range(40):
        a = uniform(8, 16)
        yield a, a * uniform(0.6, 1.6)
    for _ in range(40):
        a = power(1, 2.3)
        yield a, a * power(-2, 1)
    for _ in range(30):
        a = power(3.5, 12)
        yield a, around(a, (-8, 8), 15)


def beta_points():
    for _ in range(120):
        a, b = power(-3, 3), power(-3, 3)
        mean, deviation = a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)
        x = float("%.12g" % (mean + uniform(-6, 6) * deviation))
        yield x if 0 < x < 1 and rng.random() < 0.7 else uniform(0, 1), a, b
    for _ in range(40):
        yield power(-12, -0.3), power(-3, 0.5), power(-3, 3)
        yield 1 - power(-12, -0.3), power(-3, 3), power(-3, 0.5)
        yield uniform(0.05, 0.95), uniform(10, 60), uniform(10, 60)
    for _ in range(40):
        a, b = power(3.6, 12), power(3.6, 12)
        deviation = (a * b / (a + b)) ** 0.5 / (a + b)
        yield float("%.15g" % (a / (a + b) + uniform(-8, 8) * deviation)), a, b


def hyper_points():
    for _ in range(60):
        yield power(-2, 1.3), power(-2, 1.3), power(-2, 1.6), 1 - power(-9, 1.5)
    for _ in range(30):  # as in Pareto/NBD, BG/NBD and BG/BB, with x up to 2,000 purchases
        r, s, t, x = power(-1, 1), power(-1, 1), power(-1, 1), float(int(power(0, 3.3)))
        yield r + s + x, s + 1, r + s + x + 1, 1 - power(-6, 0)
        yield r + s + x, r + x, r + s + x + 1, uniform(0, 0.99)
        yield r + x, s, s + t, -power(-3, 4)
        yield r + x, x + s, x + s + t, uniform(0, 0.99)
        yield 1.0, s, s + t, 1 - power(-4, 0)
    for _ in range(30):  # c - a - b an integer, or almost
        a, b = uniform(0.1, 5), uniform(0.1, 5)
        c = a + b + rng.randrange(-2, 3) + rng.choice([0, 1e-12, 1e-6])
        yield a, b, c if c > 0 else c + 4, 1 - power(-12, -0.5)
    for _ in range(30):
        yield uniform(-3, 3), uniform(-3, 3), uniform(-3, 5), 1 - power(-3, 1)
    for _ in range(40):
        b = power(-2, 1.5)
        yield power(1.5, 3), b, b + power(-1, 1), -power(1, 5)
        yield power(-1, 3), power(-1, 3), power(0, 3), 1 - power(-9, 0)


def hyper_points_of_any_size():
    """Drawn apart, so that the tables after it stay as they are."""
    own = random.Random(20240301)
    power = lambda low, high: float("%.12g" % 10 ** own.uniform(low, high))
    z = lambda: own.choice([-power(-4, 10), -power(0, 10), power(-3, -0.01), 0.99])
    for g in (0.3, 1.0, 2.5):
        yield 1.0, g, g + 1e6 + 1, -1e8
    for _ in range(120):
        a, b, c = power(-8, 6), power(-8, 6), power(-8, 6)
        if min(a, b) < c:
            yield a, b, c, z()
    for _ in range(40):  # a single step down
        a, c = power(-8, 6), power(-8, 1)
        yield a, c + own.uniform(0, 0.5), c, -power(-1, 6)
    for _ in range(40):  # as in the contractual models: alpha, the period, the rate
        g = power(-8, 6)
        yield 1.0, g, g + power(-8, 6) + 1, -power(-2, 10)
    for _ in range(40):
        a, b = power(3, 6), power(3, 6)
        yield a, b, b + power(0, 6), z()


def expint_points():
    for _ in range(60):
        yield power(-3, 1.5), power(-10, 3)
    for _ in range(40):
        yield uniform(0, 3), uniform(0.3, 3)
    for k in range(1, 16, 2):
        yield 1 + 10.0**-k, power(-3, 0)
        yield 1 - 10.0**-k, power(-3, 0)
    for _ in range(20):
        yield power(1, 4), power(-3, 3)


def singles(*draws):
    """One argument each: (count, draw, low, high)."""
    return [(draw(low, high),) for count, draw, low, high in draws for _ in range(count)]


near_roots = [(root + s * 10.0**-k,) for root in (1, 2) for k in range(1, 15, 2) for s in (1, -1)]
edges = [(x,) for x in (9.999999, 10.0, 10.000001, 1.4616321449683622, 1.46163, 1.4617, 1 - 2**-53, 1 + 2**-52)]
positive = singles((20, power, -300, 305), (30, power, -4, 4), (30, uniform, 0.5, 3)) + edges
small = [(s * z,) for (z,) in singles((20, power, -20, -0.3)) for s in (1, -1)]

tables = {
    "logGamma": rows(positive + near_roots, m.loggamma),
    "logGamma1p": rows(small + singles((10, uniform, 1, 30)), lambda z: m.loggamma(1 + z)),
    "digamma": rows(positive + near_roots, m.digamma),
    "trigamma": rows([(x,) for (x,) in positive if 1e-150 < x < 1e30], lambda x: m.psi(1, x)),
    "logBeta": rows(
        [(power(-300, 300), power(-300, 300)) for _ in range(20)]
        + [(power(-3, 12), power(-3, 12)) for _ in range(60)]
        + [(power(0.8, 1.2), power(0.8, 6)) for _ in range(20)],
        at_many_digits(lambda a, b: m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)),
    ),
    "logGammaRatio": rows(
        [(power(-3, 15), power(-12, 6)) for _ in range(60)]
        + [(x, -x * uniform(1e-6, 0.99)) for (x,) in singles((30, power, -2, 6))]
        + [(x, x * power(-14, 0)) for (x,) in singles((30, power, -5, 12))],
        at_many_digits(lambda x, step: m.loggamma(x + step) - m.loggamma(x)),
    ),
    "erf": rows(singles((20, power, -10, 0.8), (20, uniform, -3, 3)), m.erf),
    "erfc": rows(singles((60, uniform, -6, 26), (30, uniform, 0, 3)), m.erfc),
    "erfcx": rows(
        singles((60, power, -5, 2), (20, uniform, -26, 0), (30, uniform, 0.4, 5)), lambda x: m.exp(x * x) * m.erfc(x)
    ),
    "normalSurvival": rows(singles((60, uniform, -6, 37), (40, uniform, -2, 2)), lambda x: m.erfc(x / m.sqrt(2)) / 2),
    "logNormalSurvival": rows(
        singles((60, uniform, -30, 37), (10, power, 1, 6), (40, uniform, -2, 2)),
        at_many_digits(lambda x: m.log(m.erfc(x / m.sqrt(2)) / 2)),
    ),
    "normalQuantile": rows(
        singles((40, power, -300, -0.31), (60, uniform, 0, 1)) + [(1 - 2.0**-k,) for k in range(3, 53, 5)],
        normal_quantile,
    ),
    "gammaTails": rows(gamma_points(), gamma_tails),
    "gammaPInverse": rows(
        [(power(-1.5, 3), power(-12, -0.01)) for _ in range(30)] + [(power(0, 3), power(-290, -10)) for _ in range(10)],
        lambda a, p: solve(lambda x: gamma_tails(a, x)[0], p, mpf(10) ** -290, 10 * a + 100),
    ),
    "gammaQInverse": rows(
        [(power(-1.5, 3), power(-100, -0.5)) for _ in range(30)],
        lambda a, q: solve(lambda x: gamma_tails(a, x)[1], q, mpf(10) ** -100, 10 * a + 500),
    ),
    "betaTails": rows(beta_points(), beta_tails),
    "betaOdds": rows(
        [(power(-12, -0.02), power(-1, 3), power(-1, 3)) for _ in range(40)],
        lambda p, a, b: solve(lambda odds: beta_tails(odds / (1 + odds), a, b)[0], p, mpf(10) ** -200, mpf(10) ** 4),
    ),
    "studentTSurvival": rows([(power(-3, 3), power(-0.5, 4)) for _ in range(60)], student_survival),
    "hyp2f1": rows(hyper_points(), hyp2f1) + rows(hyper_points_of_any_size(), hyp2f1_of_any_size),
    "scaledExponentialIntegral": rows(expint_points(), scaled_exponential_integral),
}

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "references.json")
with open(path, "w") as file:
    lines = ['"%s": [\n%s\n]' % (name, ",\n".join(json.dumps(row) for row in table)) for name, table in tables.items()]
    file.write("{\n" + ",\n".join(lines) + "\n}\n")
print({name: len(table) for name, table in tables.items()})
