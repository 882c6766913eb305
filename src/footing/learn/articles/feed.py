"""The Atom feed of what visitors may read."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from footing.learn.articles.shown import Shown

MOST = 30
TYPE = "application/atom+xml; charset=utf-8"


def atom(articles: Sequence[Shown], *, language: str) -> str:
    """The newest articles, each with its summary and where it is. The feed's own title says nothing of them."""
    home = settings.FOOTING_URL
    feed = Atom1Feed(
        title="Footing", link=f"{home}{reverse('learn')}", description=None, language=language,
        feed_url=f"{home}{reverse('feed')}",
    )  # fmt: skip
    for one in articles[:MOST]:
        address = f"{home}{reverse('page', kwargs={'id': one.id})}"
        day = datetime(one.date.year, one.date.month, one.date.day, tzinfo=UTC)
        feed.add_item(
            title=one.title, link=address, description=one.summary, author_name=one.author, unique_id=address,
            pubdate=day, updateddate=max(one.updated, day),
        )  # fmt: skip
    return str(feed.writeString("utf-8"))
