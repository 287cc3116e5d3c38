"""How much a day is like the day before, and how many independent nights the answers are worth."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

# Before any answer a leader's days are taken to hang together a little, as if so many pairs had shown it.
PRIOR_R = 0.25
PRIOR_PAIRS = 25
HIGHEST_R = 0.8
BLOCK_NIGHTS = 28
ROUNDS = 5


class Dependence(NamedTuple):
    """How alike two days in a row are.

    `r` is the lag-one autocorrelation used, 0 (each day stands for itself) to 0.8; `measured` what the
    answers alone say, −1 to 1, None when no pair says anything; `pairs` how many pairs of days in a row
    were compared, and `informative_pairs` how many pairs of a value lived half of the time they are worth.
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


@dataclass(slots=True)
class _Sums:
    """What all the blocks of all the values add up to."""

    products: float = 0.0
    squares: float = 0.0
    inverse_sizes: float = 0.0
    pairs: int = 0


def estimate_dependence(series: Iterable[Sequence[tuple[date, bool]]]) -> Dependence:
    """How alike two days in a row are, from the leader's own answers.

    Args:
        series: for each value, or each wording of one, its opportunities in order of date and whether they
            were taken. Two wordings of a value come as two series.

    Returns:
        The lag-one autocorrelation, pooled over the series. Each answer is compared with the mean of its own
        28 nights, so that a step or a slow rise does not pass for dependence; only nights in a row make a
        pair. With products C₁ of m pairs and squares C₀ of n answers in a block,
        R = Σ C₁ / Σ (m/n)C₀, and since the block's own mean was taken, r̂ = R(1 − δq) + δq with q the mean
        of 1/n and δ the design effect. Shrunk to 0.25 with the weight of 25 pairs:
        r = (M r̂ + 25 × 0.25) / (M + 25), M = Σ 4(m/n)C₀, and kept within 0–0.8. Without any answer that is
        0.25; so it is if all answers are alike.

    Source: Marriott and Pope 1954, Biometrika 41 (the bias); the shrinking is this project's own.
    """
    sums = _Sums()
    for answers in series:
        _add_series(sums, answers)
    if sums.squares <= 0:
        return Dependence(PRIOR_R, None, sums.pairs)
    measured = _without_bias(sums.products / sums.squares, sums.inverse_sizes / sums.squares)
    informative = 4 * sums.squares
    shrunk = (informative * measured + PRIOR_PAIRS * PRIOR_R) / (informative + PRIOR_PAIRS)
    return Dependence(min(HIGHEST_R, max(0.0, shrunk)), measured, sums.pairs, informative)


def _add_series(sums: _Sums, answers: Sequence[tuple[date, bool]]) -> None:
    """Cut one series into blocks of 28 nights, counted back from its last one, and add each."""
    if not answers:
        return
    days = [day.toordinal() for day, _ in answers]
    first = 0
    for place in range(1, len(days) + 1):
        if (
            place == len(days)
            or (days[-1] - days[place]) // BLOCK_NIGHTS != (days[-1] - days[first]) // BLOCK_NIGHTS
        ):
            _add_block(sums, days[first:place], [taken for _, taken in answers[first:place]])
            first = place


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
