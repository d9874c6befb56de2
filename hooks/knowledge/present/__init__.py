"""What a template needs to show one page: small view objects, and addresses for neutral links."""

from knowledge.present.scene import Scene
from knowledge.present.show import show
from knowledge.present.sitewide import site_view

__all__ = ["Scene", "show", "site_view"]
