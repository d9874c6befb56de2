"""One document in, one rendered page out: a pure function, independent of where it is shown."""

from knowledge.render.page import render_page
from knowledge.render.targets import Targets, build_targets
from knowledge.settings import RenderSettings

__all__ = ["RenderSettings", "Targets", "build_targets", "render_page"]
