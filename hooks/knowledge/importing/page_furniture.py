"""What stands in a text and is not of it: sharing, advertisements, related posts, forms.

Recognised by what themes and plugins call it, never by how it looks; what is called furniture and
holds most of the text is none.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from knowledge.importing.page_tree import Node, marks, take_out, text_of

KINDS = {
    "sharing": r"""
        sharedaddy sd-block sd-sharing jp-post-flair addtoany\w* a2a_kit addthis\w*
        shariff heateor\S* sociable ssba\S* essb\S* shareaholic\S* social[-_]?share\S*
        share[-_]?(?:buttons?|bar|links?|this|icons?|box|post)? post-share\S*
        entry-share\S* sharing\S* mashsb\S* swp_social\S* social_share_privacy_area
        twoclick\S* wp-block-(?:jetpack-)?sharing\S*
        social-(?:links|icons|buttons|media) wp-block-social-links pin-it\S* flattr\S*
        fb-like fb-share\S* twitter-share-button g-plusone et_social\S*
        fusion-sharing-box serendipity_?(?:plugin_)?twoclick\S* post-sharing dpsp\S*
        novashare\S* blog-share
    """,
    "likes and ratings": r"""
        sd-like jetpack-likes-widget\S* likes-widget\S* post-likes-widget\S* wpulike\S*
        kk-star-ratings post-ratings pd-rating wp-block-jetpack-like comment-likes?
        comment-like-\S* cs-rating gdrts\S* postreactions reactions-bar karma
        comment-vote wpd-vote\S* wpd-rating\S*
    """,
    "advertisements": r"""
        wpcnt wpa wordads\S* adsbygoogle adsense\S* advertisement\S* advert ad-container
        ad-wrapper ads atatags-\S* google-ad\S* code-block werbung anzeige sponsored
        wp-block-ad\S* inline-ad
    """,
    "related posts": r"""
        jp-relatedposts\S* yarpp\S* related-?posts?\S* related_posts?\S* crp_related
        wp_rp_\S* linkwithin\S* relatedposts nrelate\S* outbrain taboola\S*
        similar-posts wp-block-jetpack-related-posts seealso-posts shareaholic-canvas
        zem_rp\S* contextly\S*
    """,
    "subscription forms": r"""
        jetpack_subscription_widget wp-block-jetpack-subscriptions\S* mc4wp\S*
        newsletter\S* subscribe\S* jetpack-subscribe\S* mailpoet\S* optin\S*
        post-subscribe comment-subscription-form tnp\S*
    """,
    "navigation": r"""
        skip-link\S* screen-reader-shortcut post-navigation nav-links nav-single
        nav-below nav-above navigation breadcrumbs? edit-link post-edit-link page-links
        paging-navigation post-nav wp-pagenavi toc_container ez-toc-container
        serendipity_pageFooter comment-navigation prev-next pagination back-to-top
        to-top
    """,
    "details of the post": r"""
        entry-meta postmetadata post-meta entry-utility entry-footer entry-info
        post-info post-footer postinfo tags-links post-tags entry-tags cat-links
        author-box about-author author-info entry-author post-author authorbox
        author-bio byline posted-on post-date postdate post-views reading-time meta-info
        fusion-meta-info et_pb_title_meta_container serendipity_entryFooter
        serendipity_entry_?footer vgwort\S* abh_box\S* m-a-box saboxplugin\S*
        wp-block-post-(?:date|author\S*|terms) taxonomy-\S* post-timestamp rate-limit
        comments-link leave-reply post-comments meta-sep feedback
    """,
    "the frame of the comments": r"""
        comments comments-area commentlist comment-list comments-list respond
        comment-respond disqus_thread comments-title wp-block-comments\S* wpdiscuz\S*
        wpdcom wpd-thread\S* serendipity_comments serendipity_section_\S*
        comments-wrapper comment-wrap entry-comments entry-pings trackbacks pinglist
        comment-wrapper
    """,
}
COMMENT_KINDS = {
    "what one can do with a comment": r"""
        reply comment-reply-link comment-reply reply-link comment-actions?
        comment-edit-link edit-link comment-tools comment-controls wpd-comment-footer
        wpd-tools\S* wpd-comment-share wpd-toggle\S* wpd-comment-link wpd-space
        comment-awaiting-moderation awaiting-moderation comment-unapproved-notice
        comment-form respond item-control comment-delete thread-toggle continue loadmore
        wp-block-comment-reply-link wp-block-comment-edit-link reply-to quote-link
        post-menu comment-moderation commentreply wpd-form\S* wpd_comment_form
        wpdiscuz-form\S* comment-likes? comment-like-\S* links action-links blog-admin
        comment-link-reply reportlink flag serendipity_comment_options
    """,
    "pictures of commenters": r"""
        avatar avatar-\S* gravatar comment-avatar\S* comment_avatar
        comment-author-avatar wpd-avatar user-picture userpic
    """,
}
PICTURES = "pictures of commenters"
PICTURE_TAGS = {"img", "div", "span", "a", "figure", "p"}
LABELS = set("p div span h2 h3 h4 h5 a small strong em button".split())
HIDDEN = "screen-reader-text sr-only visually-hidden assistive-text hidden-accessible assistive"
TAGS = {
    "form",
    "button",
    "input",
    "select",
    "textarea",
    "nav",
    "svg",
    "fieldset",
    "iframe",
    "frame",
    "dialog",
}
KEPT_FRAMES = re.compile(r"youtube|youtu\.be|vimeo|ted\.com|soundcloud|archive\.org", re.IGNORECASE)
ALONE = {
    "sharing": (
        r"(?:teilen|share)(?: mit| this| auf| on)?(?: \w+)?|dies teilen|share this"
        r"|gefällt mir(?: wird geladen.*)?|like this(?: loading.*)?|tweet"
    ),
    "advertisements": (
        r"advertisements?|werbung|anzeigen?|report this ad|über diese anzeigen|privatsphäre"
        r"|about these ads"
        r"|occasionally, some of your visitors may see an advertisement here.*"
    ),
    "related posts": (
        r"ähnliche beiträge|ähnliche artikel|related(?: posts)?"
        r"|das könnte dich auch interessieren|verwandte beiträge"
    ),
    "navigation": (
        r"zum inhalt springen|skip to content|zum inhalt|springe zum inhalt|nach oben"
        r"|back to top"
    ),
    "what one can do with a comment": (
        r"(?:auf diesen kommentar )?antworten?|reply|bearbeiten|edit|zitieren|quote"
        r"|permalink|like|gefällt mir|melden|report|löschen|delete|permanentlink|link"
        r"|antworten ↓|reply ↓|↓ antworten|log in to reply|zum antworten anmelden"
    ),
}
"""Short elements that say nothing else."""
MOST = 0.6
PIXEL = re.compile(
    r"vgwort\.de|/b\.gif|pixel\.wp\.com|stats\.wordpress|feedburner\.com/~r|doubleclick|metrics",
    re.IGNORECASE,
)

FOR_LISTENERS = "text for screen readers"
ALSO_IN_COMMENTS = ("sharing", "advertisements", "likes and ratings")


def _named(words: str) -> re.Pattern[str]:
    """A class or an id that is one of the words, each of them a pattern."""
    return re.compile(rf"(?:^|\s)(?:{'|'.join(words.split())})(?=\s|$)", re.IGNORECASE)


_BY_CLASS = {kind: _named(words) for kind, words in {**KINDS, FOR_LISTENERS: HIDDEN}.items()}
_IN_COMMENT = {
    **{kind: _named(words) for kind, words in {**COMMENT_KINDS, FOR_LISTENERS: HIDDEN}.items()},
    **{kind: _BY_CLASS[kind] for kind in ALSO_IN_COMMENTS},
}
_ALONE = {kind: re.compile(rf"\W*(?:{words})\W*", re.IGNORECASE) for kind, words in ALONE.items()}


def drop_furniture(root: Node, *, comment: bool = False) -> Counter[str]:
    """Takes furniture out of an element, and says of which kinds how many pieces were.

    Args:
        root: The element; itself it stays.
        comment: Whether it is a comment, which has furniture of its own and lacks some of a post's.
    """
    found: Counter[str] = Counter()
    whole = max(1, len(text_of(root)))
    gone: set[Node] = set()
    for node in list(root.iter()):
        if node is root or node.getparent() in gone:
            if node is not root:
                gone.add(node)
            continue
        kind = _furniture(node, comment)
        if kind and (kind == "forms" or _may_go(node, whole, comment)):
            gone.add(node)
            take_out(node)
            found[kind] += 1
    return found


def _may_go(node: Node, whole: int, comment: bool) -> bool:
    """Whether it can be taken out without what the text is about."""
    if comment and node.tag != "blockquote":
        inner = node.iter("p", "blockquote", "pre")
        return not any(text_of(each) for each in inner if each is not node)
    return len(text_of(node)) <= MOST * whole


def _furniture(node: Node, comment: bool) -> str:
    if node.tag in TAGS:
        if node.tag == "iframe" and KEPT_FRAMES.search(node.get("src") or ""):
            return ""
        return "navigation" if node.tag == "nav" else "forms"
    if node.tag == "img" and (kind := _picture(node, comment)):
        return kind
    words = marks(node)
    kind = _by_class(words, comment) if words.strip() else ""
    if kind == PICTURES and node.tag not in PICTURE_TAGS:
        kind = ""
    return kind or (_by_text(node, comment) if node.tag in LABELS else "")


def _picture(image: Node, comment: bool) -> str:
    source = image.get("src") or ""
    if comment and "gravatar.com/avatar" in source:
        return PICTURES
    tiny = image.get("width") in {"0", "1"} and image.get("height") in {"0", "1"}
    return "counting pixels" if tiny or PIXEL.search(source) else ""


@lru_cache(maxsize=8192)
def _by_class(words: str, comment: bool) -> str:
    table = _IN_COMMENT if comment else _BY_CLASS
    return next((kind for kind, pattern in table.items() if pattern.search(words)), "")


def _by_text(node: Node, comment: bool) -> str:
    if len(node) > 3:
        return ""
    text = text_of(node)
    if not 3 < len(text) < 90:
        return ""
    for kind, pattern in _ALONE.items():
        of_comment = kind == "what one can do with a comment"
        if of_comment and (not comment or node.tag not in {"a", "button", "span", "small"}):
            continue
        if comment and not of_comment:
            continue
        if pattern.fullmatch(text):
            return kind
    return ""
