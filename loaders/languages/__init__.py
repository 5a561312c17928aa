"""The languages that texts are read in: one data module each. Adding a language is adding a module here.

A module holds `LANGUAGE`, a value of `loaders.languages.language.Language`. Nothing else in `loaders/` knows a
word of any language.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.languages.language import Language


@cache
def languages() -> dict[str, Language]:
    """Every language that has a module, by its code.

    >>> languages()["ar"].name
    'العربية'
    """
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found = (getattr(module, "LANGUAGE", None) for module in modules)
    return {language.code: language for language in found if language is not None}
