"""How much a day is like the day before, and how many independent nights the answers are worth."""

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

# Before any answer a leader's days are taken to hang together a little, as if so many pairs had shown it.
PRIOR_R = 0.3
PRIOR_PAIRS = 25
POOLED_PAIRS = 100
HIGHEST_R = 0.8
BLOCK_NIGHTS = 28
ROUNDS = 5


class Dependence(NamedTuple):
    """How alike two days in a row are.

    `r` is the lag-one autocorrelation of one value that is used, 0 (each day stands for itself) to 0.8. The
    rest tells of all values together: `measured` what their answers alone say, −1 to 1, None when no pair
    says anything; `pairs` how many pairs of days in a row were compared; `informative_pairs` how many pairs
    of a value lived half of the time these are worth.
    """

    r: float
    measured: float | None = None
    pairs: int = 0
    informative_pairs: float = 0.0

    def design_effect(self, n: float) -> float:
        """How many times the variance of a share of n independent answers theirs is; 1 or more.

        δ = (1 + r)/(1 − r) − 2r(1 − rⁿ)/(n(1 − r)²): the answers count as following each other day by
        day, which is cautious where nights lie between. Source: Bayley and Hammersley 1946, J. R. Stat.
        Soc. (Suppl.) 8.
        """
        if n <= 1 or self.r <= 0:
            return 1.0
        apart = 1 - self.r
        return (1 + self.r) / apart - 2 * self.r * (1 - math.pow(self.r, n)) / (n * apart * apart)

    def effective_sample(self, n: float) -> float:
        """How many independent answers n answers are worth, above 0 and at most n; 0 for none."""
        return n / self.design_effect(n)


CAUTIOUS = Dependence(PRIOR_R)
INDEPENDENT = Dependence(0.0)


class _Sums:
    """What the blocks of a value, or of all values, add up to."""

    def __init__(self) -> None:
        self.products = self.squares = self.inverse_sizes = 0.0
        self.pairs = 0

    @property
    def weight(self) -> float:
        """How many pairs of a value lived half of the time they are worth."""
        return 4 * self.squares

    def add(self, other: "_Sums") -> None:
        """Count another value's blocks in."""
        self.products += other.products
        self.squares += other.squares
        self.inverse_sizes += other.inverse_sizes
        self.pairs += other.pairs

    def measure(self) -> float | None:
        """The autocorrelation that the blocks show, −1 to 1; None where all answers are alike."""
        if self.squares <= 0:
            return None
        return _without_bias(self.products / self.squares, self.inverse_sizes / self.squares)


def estimate_dependence(series: Sequence[Sequence[tuple[date, bool]]]) -> tuple[Dependence, ...]:
    """How alike two days in a row are, for each value, from the leader's own answers.

    Args:
        series: for each value its opportunities under one wording in order of date, and whether they were
            taken.

    Returns:
        The lag-one autocorrelation of each value, in the order given. Each answer is compared with the mean
        of its own 28 nights, so that a step or a slow rise does not pass for dependence; only nights in a row
        make a pair. With products C₁ of m pairs and squares C₀ of n answers in a block,
        R = Σ C₁ / Σ (m/n)C₀, and since the block's own mean was taken, r̂ = R(1 − δq) + δq with q the mean
        of 1/n and δ the design effect. r̂ of all values together is drawn to 0.3 with the weight of 25 pairs,
        and r̂ of each value to that with the weight of 100, since no value has pairs enough to stand alone;
        the answers have the weight of M = Σ 4(m/n)C₀ pairs. r is kept within 0–0.8; without any answer, and
        if all answers are alike, it is 0.3.

    Source: Marriott and Pope 1954, Biometrika 41 (the bias); the shrinking is this project's own.
    """
    sums = [_sum_up(answers) for answers in series]
    pooled = _Sums()
    for one in sums:
        pooled.add(one)
    measured = pooled.measure()
    shared = _shrink(measured, pooled.weight, PRIOR_R, PRIOR_PAIRS)
    return tuple(
        Dependence(
            r=min(HIGHEST_R, max(0.0, _shrink(one.measure(), one.weight, shared, POOLED_PAIRS))),
            measured=measured,
            pairs=pooled.pairs,
            informative_pairs=pooled.weight,
        )
        for one in sums
    )


def _shrink(measured: float | None, pairs: float, prior: float, prior_pairs: float) -> float:
    """A measured correlation drawn to a prior one, each with the weight of its pairs."""
    return prior if measured is None else (pairs * measured + prior_pairs * prior) / (pairs + prior_pairs)


def _sum_up(answers: Sequence[tuple[date, bool]]) -> _Sums:
    """Cut one series into blocks of 28 nights, counted back from its last one, and add them up."""
    sums = _Sums()
    days = [day.toordinal() for day, _ in answers]
    first = 0
    for place in range(1, len(days) + 1):
        if (
            place == len(days)
            or (days[-1] - days[place]) // BLOCK_NIGHTS != (days[-1] - days[first]) // BLOCK_NIGHTS
        ):
            _add_block(sums, days[first:place], [taken for _, taken in answers[first:place]])
            first = place
    return sums


def _add_block(sums: _Sums, days: Sequence[int], taken: Sequence[bool]) -> None:
    n, ones = len(days), sum(taken)
    pairs = both = ends = 0
    for place in range(1, n):
        if days[place] - days[place - 1] == 1:
            pairs += 1
            both += taken[place] and taken[place - 1]
            ends += taken[place] + taken[place - 1]
    sums.pairs += pairs
    if not pairs or ones in (0, n):
        return
    mean = ones / n
    weight = pairs / n * ones * (1 - mean)
    # The sum of (x − mean)(y − mean) over the pairs, from counts alone.
    sums.products += both - mean * ends + mean * mean * pairs
    sums.squares += weight
    sums.inverse_sizes += weight / n


def _without_bias(ratio: float, inverse_size: float) -> float:
    r = ratio
    for _ in range(ROUNDS):
        lost = min(
            0.9, Dependence(min(HIGHEST_R, max(0.0, r))).design_effect(1 / inverse_size) * inverse_size
        )
        r = ratio * (1 - lost) + lost
    return max(-1.0, min(1.0, r))
