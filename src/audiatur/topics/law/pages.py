"""The pages of this topic; none yet."""

from __future__ import annotations

from audiatur.topics.base import Page

PAGES: tuple[Page, ...] = ()
