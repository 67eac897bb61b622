"""The examples in the docstrings of the generator are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from audiatur.synthetic import generator

MODULES = [found.name for found in pkgutil.iter_modules(generator.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_true(name: str) -> None:
    module = importlib.import_module(f"{generator.__name__}.{name}")

    assert doctest.testmod(module).failed == 0
