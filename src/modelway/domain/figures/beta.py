"""The beta distribution: what an exact interval of a share is read from."""

import math

FRACTION_STEPS = 300
QUANTILE_STEPS = 60
PRECISION = 1e-11
# Each step leaves about the cube of the last one as error.
LAST_STEP = 1e-4
TINY = 1e-300


def beta_cdf(x: float, a: float, b: float) -> float:
    """The probability that a beta-distributed share is at most x.

    Args:
        x: a share; 0 or less gives 0, and 1 or more gives 1.
        a: first shape, above 0.
        b: second shape, above 0.

    Returns:
        The regularized incomplete beta function I_x(a, b), 0–1, to about ten digits.

    Source: continued fraction of DiDonato and Morris 1992, ACM Trans. Math. Softw. 18, worked out by
    Lentz 1976, Appl. Opt. 15.
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = _density(x, a, b, _log_constant(a, b)) * x * (1 - x)
    return _cdf(x, a, b, front)


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The share that a beta-distributed one stays at or below with this probability.

    Args:
        probability: between 0 and 1, both left out.
        a: first shape, above 0.
        b: second shape, above 0.

    Returns:
        The x, 0–1, for which `beta_cdf(x, a, b)` is the probability, to about nine digits.

    Newton's steps, each kept between the bounds known so far, so that it ends for every shape.
    """
    low, high = 0.0, 1.0
    constant = _log_constant(a, b)
    x = _first_guess(probability, a, b, constant)
    for _ in range(QUANTILE_STEPS):
        density = _density(x, a, b, constant)
        excess = _cdf(x, a, b, density * x * (1 - x)) - probability
        if excess > 0:
            high = x
        else:
            low = x
        step = excess / density if density > TINY else math.inf
        # Halley's correction: it saves about one step of three.
        bend = step * ((a - 1) / x - (b - 1) / (1 - x)) / 2
        nearer = x - step / (1 - max(-1.0, min(0.5, bend)))
        if abs(nearer - x) <= LAST_STEP * min(x, 1 - x):
            return min(1.0, max(0.0, nearer))
        if not low <= nearer <= high or nearer in (0.0, 1.0):
            nearer = (low + high) / 2
        if nearer in (low, high, x):
            return nearer
        x = nearer
    return x


def _cdf(x: float, a: float, b: float, front: float) -> float:
    if x < (a + 1) / (a + b + 2):
        return front * _continued_fraction(x, a, b) / a
    return 1 - front * _continued_fraction(1 - x, b, a) / b


def _log_constant(a: float, b: float) -> float:
    return math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)


def _density(x: float, a: float, b: float, log_constant: float) -> float:
    return math.exp(log_constant + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))


def _continued_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d or TINY)
    result = d
    for m in range(1, FRACTION_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / ((1 + even * d) or TINY)
        c = (1 + even / c) or TINY
        result *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / ((1 + odd * d) or TINY)
        c = (1 + odd / c) or TINY
        result *= d * c
        if abs(d * c - 1) < PRECISION:
            break
    return result


def _first_guess(probability: float, a: float, b: float, log_constant: float) -> float:
    """The score interval's end, or where the tail is thin, the end of its leading power."""
    if min(a, b) < 1.5:
        if a <= b:
            guess = math.exp((math.log(probability * a) - log_constant) / a)
        else:
            guess = 1 - math.exp((math.log((1 - probability) * b) - log_constant) / b)
        if 0 < guess < 1:
            return min(0.99, max(guess, 1e-9)) if a <= b else max(0.01, min(guess, 1 - 1e-9))
    n = a + b
    z = _rough_normal_quantile(probability)
    center = (a / n + z * z / (2 * n)) / (1 + z * z / n)
    margin = z * math.sqrt(a * b / n**3 + z * z / (4 * n * n)) / (1 + z * z / n)
    return min(1 - 1e-6, max(1e-6, center + margin))


def _rough_normal_quantile(probability: float) -> float:
    """A normal quantile to three digits (Hastings 1955); only ever a first guess."""
    tail = min(probability, 1 - probability)
    t = math.sqrt(-2 * math.log(tail))
    z = t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t))
    return z if probability > 0.5 else -z
