"""The guide: a page for each code and short pages that answer what people ask.

The texts are in `resources/help`. Their figures come from the reference, for a date and a location.
Pages are Markdown whose links are keys of other pages. No Qt, no files but the texts.
"""

from quarterhour.guide.book import START, Entry, Guide, Page
from quarterhour.guide.context import Context, context_on
from quarterhour.guide.plain import plain_page
from quarterhour.guide.texts import GuideError

__all__ = [
    "START",
    "Context",
    "Entry",
    "Guide",
    "GuideError",
    "Page",
    "context_on",
    "plain_page",
]
