"""Distances between nearest neighbors, as readers write them."""

import math

import pytest
import torch
from answers import assert_each_has_its_own_message
from scipy.stats import chi2, ncx2

from attractor import check
from attractor.lab import nearest_neighbor_distances
from attractor.theory import mean_gaussian_nearest_neighbor

TWO_PI_E = 2 * math.pi * math.e


def share(others):
    return 1 - 0.5 ** (1 / others)


def root(p, dim, off_center):
    return math.sqrt(ncx2.ppf(p, dim, off_center))


def closed_form(n_vectors, dim, sigma):
    return sigma * root(share(n_vectors - 1), dim, dim)


def from_the_survivors(n_vectors, dim, sigma):
    return sigma * math.sqrt(ncx2.isf(0.5 ** (1 / (n_vectors - 1)), dim, dim))


@pytest.mark.parametrize("right", [closed_form, from_the_survivors])
def test_every_right_closed_form_passes(right):
    answer = check.gaussian_nearest_neighbor(right)
    assert answer.passed, answer


WRONG_FORMS = {
    "σ is forgotten": lambda n, d, s: closed_form(n, d, 1),
    "multiplied by σ²": lambda n, d, s: s**2 * closed_form(n, d, 1),
    "divided by σ": lambda n, d, s: closed_form(n, d, 1) / s,
    "squared distance": lambda n, d, s: closed_form(n, d, s) ** 2,
    "That is half": lambda n, d, s: 0.5 * closed_form(n, d, s),
    "from the center: two": lambda n, d, s: s * d**0.5,
    "how far apart any two": lambda n, d, s: s * (2 * d) ** 0.5,
    "the least distance from the center": lambda n, d, s: (
        s * chi2.ppf(share(n - 1), d) ** 0.5
    ),
    "as if the N − 1 differences were independent": lambda n, d, s: (
        s * (2 * chi2.ppf(share(n - 1), d)) ** 0.5
    ),
    "The noncentrality is √n": lambda n, d, s: s * root(share(n - 1), d, d**0.5),
    "The noncentrality is nσ²": lambda n, d, s: s * root(share(n - 1), d, d * s**2),
    "the expected distance": mean_gaussian_nearest_neighbor,
    "one nearer vector is expected": lambda n, d, s: s * root(1 / (n - 1), d, d),
    "no neighbor of its own": lambda n, d, s: s * root(share(n), d, d),
    "median distance of any two": lambda n, d, s: s * root(0.5, d, d),
    "That is the farthest": lambda n, d, s: s * root(0.5 ** (1 / (n - 1)), d, d),
    "The wrong n": lambda n, d, s: closed_form(d, n, s),
    "That is √(n/2πe)": lambda n, d, s: (d / TWO_PI_E) ** 0.5,
    "That is 2√(n/2πe)": lambda n, d, s: 2 * (d / TWO_PI_E) ** 0.5,
}


def test_every_wrong_closed_form_is_told_what_it_missed():
    assert_each_has_its_own_message(check.gaussian_nearest_neighbor, WRONG_FORMS)


def test_another_mistake_is_shown_with_its_numbers():
    answer = check.gaussian_nearest_neighbor(lambda n, d, s: 7.0)
    assert not answer.passed
    assert "n_vectors = 3, dim = 5, sigma = 1" in answer.message


def apart(vectors, p=2):
    return (vectors[:, None] - vectors).norm(p=p, dim=-1).fill_diagonal_(torch.inf)


def by_products(vectors):
    squares = vectors.square().sum(-1)
    squared = squares + squares[:, None] - 2 * vectors @ vectors.mT
    return squared.fill_diagonal_(torch.inf).amin(-1).clamp_min(0).sqrt()


def off_the_diagonal(vectors):
    distances = apart(vectors).nan_to_num(posinf=0)
    return distances.sort(-1).values[:, 1]


@pytest.mark.parametrize(
    "right", [nearest_neighbor_distances, off_the_diagonal, lambda x: apart(x).amin(1)]
)
def test_every_right_distance_passes(right):
    answer = check.nearest_neighbor_distances(right)
    assert answer.passed, answer


WRONG_DISTANCES = {
    "Every vector finds itself": lambda x: torch.cdist(x, x).amin(-1),
    "squared distance": lambda x: apart(x).amin(-1) ** 2,
    "That is half": lambda x: apart(x).amin(-1) / 2,
    "the farthest": lambda x: torch.cdist(x, x).amax(-1),
    "second nearest": lambda x: apart(x).topk(2, largest=False).values[:, 1],
    "left out": lambda x: (
        apart(x).where(apart(x) > 0, torch.inf * torch.ones(1).double()).amin(-1)
    ),
    "absolute differences": lambda x: apart(x, 1).amin(-1),
    "of directions": lambda x: apart(torch.nn.functional.normalize(x, dim=-1)).amin(-1),
    "the mean": lambda x: apart(x).amin(-1).mean(),
    "the least of all": lambda x: apart(x).min(),
    "which one is nearest": lambda x: apart(x).argmin(-1),
    "subtract the vectors first": by_products,
}


def test_every_wrong_distance_is_told_what_it_missed():
    assert_each_has_its_own_message(check.nearest_neighbor_distances, WRONG_DISTANCES)
