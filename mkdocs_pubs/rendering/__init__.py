"""Groups of items → HTML through Jinja2 templates: ours, or the user's of the same name."""

from mkdocs_pubs.rendering.compiled import TEMPLATES
from mkdocs_pubs.rendering.filters import plain
from mkdocs_pubs.rendering.renderer import Look, Renderer

__all__ = ["TEMPLATES", "Look", "Renderer", "plain"]
