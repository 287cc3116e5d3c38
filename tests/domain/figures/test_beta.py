import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import special, stats

from modelway.domain.figures.beta import beta_cdf, beta_quantile

shapes = st.floats(0.1, 600)


@given(st.floats(0, 1), shapes, shapes)
def test_the_distribution_is_that_of_scipy(x, a, b):
    assert beta_cdf(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-9)


@given(st.floats(0.0001, 0.9999), st.floats(0.5, 600), st.floats(0.5, 600))
@example(0.975, 1.0, 1.0)
def test_the_quantile_is_that_of_scipy(probability, a, b):
    assert beta_quantile(probability, a, b) == pytest.approx(
        stats.beta.ppf(probability, a, b), rel=1e-7, abs=1e-9
    )


@given(st.floats(0.0001, 0.9999), shapes, shapes)
def test_the_quantile_is_a_share_for_every_shape(probability, a, b):
    assert 0 <= beta_quantile(probability, a, b) <= 1


def test_outside_a_share_the_distribution_is_0_or_1():
    assert (beta_cdf(-0.1, 2, 3), beta_cdf(0, 2, 3), beta_cdf(1, 2, 3), beta_cdf(1.1, 2, 3)) == (0, 0, 1, 1)
