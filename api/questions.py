"""`/queries`: the named questions."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(tags=["queries"])
