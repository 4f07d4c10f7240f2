"""Prints the coefficients of ln Gamma(1 + z) and psi(1 + z) in src/numeric: rational functions of least relative error.

Run: python3 test/unit/numeric/minimax.py   (mpmath 1.3, a few seconds)
"""

import mpmath as m
from mpmath import mp, mpf

mp.dps = 60
tiny = mpf(10) ** -20
root = m.findroot(m.digamma, mpf("1.46163"))


def away_from(zero, x):
    """x, but not so near to a removable singularity that the quotient has no digits."""
    return zero + tiny if abs(x - zero) < tiny else x


def log_gamma_factor(z):
    z = away_from(1, away_from(0, z))
    return m.loggamma(1 + z) / (z * (z - 1))


def digamma_factor(z):
    x = away_from(root, 1 + z)
    return m.digamma(x) / (x - root)


def minimax(f, degree):
    """P, Q of one degree with Q(0) = 1 and their largest relative error on [0, 1], by Remez's exchange of points."""
    unknowns = 2 * degree + 2
    cheb = lambda count: [(1 - m.cos(m.pi * i / count)) / 2 for i in range(count + 1)]
    points = cheb(unknowns - 1)
    level = mpf(0)
    q = [mpf(1)]
    for _ in range(12):
        for _ in range(6):
            # P - f (1 + s level) Q = 0 in the coefficients and, linearised, in the level of the error.
            system, right = m.matrix(unknowns, unknowns), m.matrix(unknowns, 1)
            for i, x in enumerate(points):
                s, value = (-1) ** i, f(x)
                for j in range(degree + 1):
                    system[i, j] = x**j
                for j in range(1, degree + 1):
                    system[i, degree + j] = -value * (1 + s * level) * x**j
                system[i, unknowns - 1] = -value * s * m.polyval(q[::-1], x)
                right[i] = value * (1 + s * level)
            solution = list(m.lu_solve(system, right))
            p, q = solution[: degree + 1], [mpf(1)] + solution[degree + 1 : -1]
            level += solution[-1]
            if abs(solution[-1]) < abs(level) * mpf(10) ** -8:
                break
        grid = cheb(60 * unknowns)
        errors = [m.polyval(p[::-1], x) / m.polyval(q[::-1], x) / f(x) - 1 for x in grid]
        # The largest error of each run of one sign.
        peaks = []
        for i, error in enumerate(errors):
            if not peaks or error * errors[peaks[-1]] < 0:
                peaks.append(i)
            elif abs(error) > abs(errors[peaks[-1]]):
                peaks[-1] = i
        largest = max(abs(error) for error in errors)
        if len(peaks) != unknowns or largest < abs(level) * mpf("1.02"):
            break
        points = [grid[i] for i in peaks]
    return p, q, largest


for name, factor, degree in (("ln Gamma(1 + z) / (z (z - 1))", log_gamma_factor, 6), ("psi(1 + z) / (1 + z - root)", digamma_factor, 5)):
    p, q, largest = minimax(factor, degree)
    print(name, "relative error", m.nstr(largest, 3))
    print("  P", [float(x) for x in p])
    print("  Q", [float(x) for x in q])
