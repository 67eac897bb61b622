"""The small record of the pages' tests, with a register of incidents beside it."""

from tests.site.conftest import built, record, visitor

__all__ = ["built", "record", "visitor"]
