"""Writes references.json: values of special functions to 17 digits, from mpmath at 50 digits or more.

Run: python3 test/unit/numeric/references.py   (mpmath 1.3, about two minutes)

The arguments are drawn with a fixed seed and stored as the doubles they are. Tails with large parameters, where
mpmath's own series do not end, are integrals of the density; every regularised pair is computed from both sides and
must add up to 1.
"""

import json
import os
import random

from mpmath import mp, mpf
import mpmath as m

mp.dps = 50
rng = random.Random(20240229)


def power(low, high):
    """A double whose logarithm is uniform."""
    return float("%.12g" % 10 ** rng.uniform(low, high))


def uniform(low, high):
    return float("%.12g" % rng.uniform(low, high))


def double(value):
    return float(m.nstr(value, 25))


def rows(points, function):
    out = []
    for point in points:
        value = function(*[mpf(argument) for argument in point])
        values = value if isinstance(value, tuple) else (value,)
        if all(v == 0 or abs(v) < mpf("1.7e308") and abs(v) > mpf("1e-307") for v in values):
            out.append(list(point) + [double(v) for v in values])
    return out


def integral(density, start, end):
    """Of a smooth bell, by Gauss-Legendre over steps of about its width."""
    steps = [start + (end - start) * i / 40 for i in range(41)]
    return mp.quad(density, steps, method="gauss-legendre", maxdegree=5)


def gamma_tails(a, x):
    with mp.workdps(60):
        if a < 2000:
            if x > a:
                upper = m.gammainc(a, x, m.inf, regularized=True)
                return 1 - upper, upper
            with mp.workdps(400):
                lower = x**a * m.exp(-x) / m.gamma(a + 1) * m.hyp1f1(1, a + 1, x)
                return lower, 1 - lower
        log_scale = m.loggamma(a)
        density = lambda t: m.exp((a - 1) * m.log(t) - t - log_scale)
        width = m.sqrt(a)
        lower = integral(density, max(min(x, a) - 25 * width, x / 1000), x)
        upper = integral(density, x, max(x, a) + 25 * width)
        assert abs(lower + upper - 1) < mpf(10) ** -20, (a, x, lower + upper)
        return lower, upper


def beta_tails(x, a, b):
    if min(a, b) < 3000 and max(a, b) < 1e5:
        with mp.workdps(400):
            small = beta_tail(x, a, b) if x < 0.5 else beta_tail(1 - x, b, a)
            return (small, 1 - small) if x < 0.5 else (1 - small, small)
    with mp.workdps(60):
        log_scale = m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)
        density = lambda t: m.exp((a - 1) * m.log(t) + (b - 1) * m.log1p(-t) - log_scale)
        width = m.sqrt(a * b / (a + b) ** 3)
        mean = a / (a + b)
        lower = integral(density, max(min(x, mean) - 25 * width, x / 1000), x)
        upper = integral(density, x, min(max(x, mean) + 25 * width, (1000 + x) / 1001))
        assert abs(lower + upper - 1) < mpf(10) ** -20, (a, b, x, lower + upper)
        return lower, upper


def beta_tail(x, a, b):
    """x^a (1-x)^b / (a B) 2F1(1, a + b; a + 1; x): positive terms, added until they end."""
    term = mpf(1)
    total = mpf(1)
    n = 0
    while term > total * mpf(10) ** (5 - mp.dps):
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    front = a * m.log(x) + b * m.log1p(-x) - m.loggamma(a) - m.loggamma(b) + m.loggamma(a + b) - m.log(a)
    return m.exp(front) * total


def solve(cdf, target, low, high):
    """Bisection on the logarithm, then secants: log cdf(e^t) = log target."""
    f = lambda t: m.log(cdf(m.exp(t))) - m.log(target)
    low, high = m.log(low), m.log(high)
    rising = f(high) > f(low)
    for _ in range(60):
        middle = (low + high) / 2
        if (f(middle) < 0) == rising:
            low = middle
        else:
            high = middle
    return m.exp(m.findroot(f, (low, high), solver="anderson", tol=mpf(10) ** -60))


positive = [power(-300, 305) for _ in range(20)] + [power(-4, 4) for _ in range(30)] + [uniform(0.5, 3) for _ in range(30)]
near_roots = [1 + s * 10.0**-k for k in range(1, 15, 2) for s in (1, -1)] + [2 + s * 10.0**-k for k in range(1, 15, 2) for s in (1, -1)]
edges = [9.999999, 10.0, 10.000001, 0.9999999999999999, 1.0000000000000002, 2.0000000000000004, 1.4616321449683622, 1.46163, 1.4617]

out = {}
out["logGamma"] = rows([(x,) for x in positive + near_roots + edges], m.loggamma)
out["logGamma1p"] = rows([(s * power(-20, -0.3),) for _ in range(20) for s in (1, -1)] + [(uniform(1, 30),) for _ in range(10)], lambda z: m.loggamma(1 + z))
out["digamma"] = rows([(x,) for x in positive + near_roots + edges], m.digamma)
out["trigamma"] = rows([(x,) for x in positive if x > 1e-150] + [(x,) for x in edges], lambda x: m.psi(1, x) if x < 1e30 else 1 / x + 1 / (2 * x * x))

def log_beta(a, b):
    with mp.workdps(700):
        return m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)


def log_gamma_ratio(x, step):
    with mp.workdps(700):
        return m.loggamma(x + step) - m.loggamma(x)


out["logBeta"] = rows(
    [(power(-300, 300), power(-300, 300)) for _ in range(20)] + [(power(-3, 12), power(-3, 12)) for _ in range(60)] + [(power(0.8, 1.2), power(0.8, 6)) for _ in range(20)],
    log_beta,
)
out["logGammaRatio"] = rows(
    [(power(-3, 15), power(-12, 6)) for _ in range(60)] + [(x, -x * uniform(1e-6, 0.99)) for x in (power(-2, 6) for _ in range(30))] + [(x, x * power(-14, 0)) for x in (power(-5, 12) for _ in range(30))],
    log_gamma_ratio,
)
out["erf"] = rows([(s * power(-10, 0.8),) for _ in range(20) for s in (1, -1)], m.erf)
out["erfc"] = rows([(uniform(-6, 26),) for _ in range(60)] + [(uniform(0, 3),) for _ in range(30)], m.erfc)
out["erfcx"] = rows([(power(-5, 10),) for _ in range(60)] + [(uniform(-26, 0),) for _ in range(20)] + [(uniform(0.4, 5),) for _ in range(30)], lambda x: m.exp(x * x) * m.erfc(x) if x < 1e4 else (1 - 1 / (2 * x * x) + 3 / (4 * x**4)) / (x * m.sqrt(m.pi)))
out["normalSurvival"] = rows([(uniform(-6, 37),) for _ in range(60)] + [(uniform(-2, 2),) for _ in range(40)], lambda x: m.erfc(x / m.sqrt(2)) / 2)
out["logNormalSurvival"] = rows([(uniform(-30, 37),) for _ in range(60)] + [(power(1, 6),) for _ in range(10)] + [(uniform(-2, 2),) for _ in range(40)], lambda x: m.log(m.erfc(x / m.sqrt(2)) / 2) if x > -5 else m.log1p(-m.erfc(-x / m.sqrt(2)) / 2))
out["normalQuantile"] = rows([(power(-300, -0.31),) for _ in range(40)] + [(uniform(0, 1),) for _ in range(60)] + [(1 - 2.0**-k,) for k in range(3, 53, 5)], lambda p: -m.sqrt(2) * (solve(m.erfc, 2 * p, mpf(10) ** -18, 40) if p < 0.5 else -solve(m.erfc, 2 * (1 - p), mpf(10) ** -18, 40)))


def gamma_points():
    points = []
    for _ in range(60):
        a = power(-3, 3.2)
        points.append((a, a * power(-1.5, 0.7) if a < 10 else float("%.12g" % max(a * 0.1, a + uniform(-6, 8) * a**0.5))))
    points += [(power(-3, 0), power(-10, 1.3)) for _ in range(40)]
    points += [(a, float("%.12g" % (a * uniform(0.6, 1.6)))) for a in (uniform(8, 16) for _ in range(40))]
    points += [(a, float("%.12g" % (a * power(-2, 1)))) for a in (power(1, 2.3) for _ in range(40))]
    points += [(a, float("%.15g" % (a + uniform(-8, 8) * a**0.5))) for a in (power(3.5, 12) for _ in range(30))]
    return points


out["gammaTails"] = rows(gamma_points(), gamma_tails)


def beta_points():
    points = []
    for _ in range(120):
        a, b = power(-3, 3), power(-3, 3)
        mean, deviation = a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)
        x = mean + uniform(-6, 6) * deviation
        points.append((float("%.12g" % x) if 0 < x < 1 and rng.random() < 0.7 else uniform(0, 1), a, b))
    points += [(power(-12, -0.3), power(-3, 0.5), power(-3, 3)) for _ in range(40)]
    points += [(1 - power(-12, -0.3), power(-3, 3), power(-3, 0.5)) for _ in range(40)]
    points += [(uniform(0.05, 0.95), uniform(10, 60), uniform(10, 60)) for _ in range(40)]
    for _ in range(40):
        a, b = power(3.6, 12), power(3.6, 12)
        mean, deviation = a / (a + b), (a * b / (a + b)) ** 0.5 / (a + b)
        points.append((float("%.15g" % (mean + uniform(-8, 8) * deviation)), a, b))
    return points


out["betaTails"] = rows(beta_points(), beta_tails)
out["gammaPInverse"] = rows([(power(-1.5, 3), power(-12, -0.01)) for _ in range(30)] + [(power(0, 3), power(-290, -10)) for _ in range(10)], lambda a, p: solve(lambda x: gamma_tails(a, x)[0], p, mpf(10) ** -290 if a < 5 else a / 10**4 if p > 1e-20 else mpf(10) ** -290, 10 * a + 100))
out["gammaQInverse"] = rows([(power(-1.5, 3), power(-100, -0.5)) for _ in range(30)], lambda a, q: solve(lambda x: gamma_tails(a, x)[1], q, mpf(10) ** -100, 10 * a + 500))
out["betaIInverse"] = rows([(power(-12, -0.02), power(-1, 3), power(-1, 3)) for _ in range(40)], lambda p, a, b: solve(lambda odds: beta_tails(odds / (1 + odds), a, b)[0], p, mpf(10) ** -200, mpf(10) ** 4))
out["betaIInverse"] = [row[:3] + [double(mpf(row[3]) / (1 + mpf(row[3])))] for row in out["betaIInverse"]]
out["studentTSurvival"] = rows([(power(-3, 3), power(-0.5, 4)) for _ in range(60)], lambda t, df: beta_tail(df / (df + t * t), df / 2, mpf(1) / 2) / 2 if t * t > df / 50 else (1 - beta_tail(t * t / (df + t * t), mpf(1) / 2, df / 2)) / 2)


def hyper(a, b, c, z):
    with mp.workdps(120):
        return m.hyp2f1(a, b, c, z)


def hyper_points():
    points = []
    for _ in range(60):
        points.append((power(-2, 1.3), power(-2, 1.3), power(-2, 1.6), 1 - power(-9, 1.5)))
    for _ in range(40):  # Pareto/NBD and BG/NBD
        r, s, x = power(-1, 1), power(-1, 1), float(rng.randrange(0, 200))
        points.append((r + s + x, s + 1, r + s + x + 1, uniform(0, 0.999)))
        points.append((r + x, s, s + power(-1, 1), -power(-3, 3)))
        points.append((r + x, x + s, x + s + power(-1, 1), uniform(0, 0.99)))
    for _ in range(30):  # where c - a - b is an integer, or almost
        a, b, k = uniform(0.1, 5), uniform(0.1, 5), rng.randrange(-2, 3)
        c = a + b + k + rng.choice([0, 1e-12, 1e-6])
        if c > 0:
            points.append((a, b, c, 1 - power(-12, -0.5)))
    for _ in range(30):
        points.append((uniform(-3, 3), uniform(-3, 3), uniform(-3, 5), 1 - power(-3, 1)))
    return points


out["hyp2f1"] = rows(hyper_points(), hyper)
out["scaledExponentialIntegral"] = rows([(power(-3, 1.5), power(-10, 3)) for _ in range(60)] + [(uniform(0, 3), uniform(0.3, 3)) for _ in range(40)] + [(1 + s * 10.0**-k, power(-3, 0)) for k in range(1, 16, 2) for s in (1, -1)] + [(power(1, 4), power(-3, 3)) for _ in range(20)], lambda s, z: m.exp(z) * m.expint(s, z))

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "references.json")
with open(path, "w") as file:
    file.write("{\n" + ",\n".join('"%s": [\n%s\n]' % (name, ",\n".join(json.dumps(row) for row in table)) for name, table in out.items()) + "\n}\n")
print({name: len(table) for name, table in out.items()})
