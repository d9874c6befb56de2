"""Conversations in the shapes that themes give them, for tests of what is read from pages.

The shapes were learned from templates in public use; the markup is written here, and everybody in
it is made up of initials.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)
ENGLISH = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True)
class Said:
    """A comment as it should come out."""

    id: int
    name: str
    when: dt.datetime
    paragraphs: tuple[str, ...]
    parent: int = 0


@dataclass(frozen=True)
class Shape:
    """How a theme writes a comment down, and where it puts the answers."""

    name: str
    comment: str
    """With `{id}`, `{parent}`, `{depth}`, `{pixels}`, `{name}`, `{date}`, `{day}`, `{time}`,
    `{iso}`, `{text}`, and `{children}` where answers stand within."""
    children: str = '<ul class="children">{}</ul>'
    """Around answers."""
    around: str = (
        '<div id="comments"><h3>{count} Kommentare</h3><ol class="commentlist">{}</ol></div>'
    )
    clock: bool = True
    """Whether the time of day is shown."""
    keys: bool = True
    """Whether the ids of comments are."""
    plain_names: bool = False
    """Whether names stand in running text, where not every name can be told from other words."""


LI = '<li class="comment even depth-{depth}" id="comment-{id}">'
SHAPES = (
    Shape(
        "twenty ten",
        '<li class="comment depth-{depth}" id="li-comment-{id}"><div id="comment-{id}"><div class="comment-author vcard">'
        '<img class="avatar" src="a.png"> <cite class="fn"><a class="url" href="http://x.example">{name}</a></cite>'
        ' <span class="says">sagt:</span></div><div class="comment-meta commentmetadata"><a href="#comment-{id}">{date}</a></div>'
        '<div class="comment-body">{text}</div><div class="reply"><a class="comment-reply-link">Antworten</a></div></div>{children}</li>',
    ),
    Shape(
        "html5 walker",
        LI
        + '<article id="div-comment-{id}" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard">'
        '<b class="fn">{name}</b> <span class="says">sagt:</span></div><div class="comment-metadata"><a href="#comment-{id}">'
        '<time datetime="{iso}">{date}</time></a></div></footer><div class="comment-content">{text}</div></article>{children}</li>',
        '<ol class="children">{}</ol>',
        '<div id="comments" class="comments-area"><h2 class="comments-title">{count} Gedanken zu „Etwas“</h2><ol class="comment-list">{}</ol></div>',
    ),
    Shape(
        "xhtml walker",
        LI
        + '<div id="div-comment-{id}" class="comment-body"><div class="comment-author vcard"><cite class="fn">{name}</cite>'
        ' <span class="says">sagt:</span></div><div class="comment-meta commentmetadata"><a href="#comment-{id}">{date}</a></div>'
        '{text}<div class="reply"><a class="comment-reply-link" href="?replytocom={id}#respond">Antworten</a></div></div>{children}</li>',
    ),
    Shape(
        "walker of divs",
        '<div class="comment depth-{depth}" id="comment-{id}"><div class="comment-author vcard"><cite class="fn">{name}</cite>'
        ' <span class="says">says:</span></div><div class="comment-meta commentmetadata"><a href="#comment-{id}">{date}</a></div>{text}{children}</div>',
        '<div class="children">{}</div>',
        '<section id="comments"><h3>{count} Comments</h3>{}</section>',
    ),
    Shape(
        "blocks",
        LI
        + '<div class="wp-block-columns"><div class="wp-block-comment-author-name">{name}</div><div class="wp-block-comment-date">'
        '<time datetime="{iso}"><a href="#comment-{id}">{date}</a></time></div><div class="wp-block-comment-content">{text}</div></div>{children}</li>',
        "<ol>{}</ol>",
        '<div class="wp-block-comments"><h2>{count} Antworten zu „Etwas“</h2><ol class="wp-block-comment-template">{}</ol></div>',
    ),
    Shape(
        "kubrick",
        '<li class="alt" id="comment-{id}"><cite>{name}</cite> sagt:<br><small class="commentmetadata"><a href="#comment-{id}">{date}</a></small>{text}{children}</li>',
    ),
    Shape(
        "words first, then a cite",
        '<li id="comment-{id}">{text}<p><cite>Kommentar by {name} {day} @ <a href="#comment-{id}">{time}</a></cite></p>{children}</li>',
        around='<h2>Kommentare</h2><ol id="comments">{}</ol>',
        plain_names=True,
    ),
    Shape(
        "names in strong",
        LI
        + '<div class="comment-avatar"><img class="avatar" src="a"></div><div class="pull-right"><a class="comment-reply-link">Reply</a></div>'
        '<div class="comment-content"><strong><span class="comment">{name}</span></strong> / {date} <a href="#comment-{id}" title="Permalink">#</a>{text}</div>{children}</li>',
        plain_names=True,
    ),
    Shape(
        "media",
        LI
        + '<div class="media"><img class="avatar" src="a"><div class="media-body"><h5 class="mt-0">{name} <span>{day}</span> '
        '<div class="reply-link"><a class="comment-reply-link">Antworten</a></div></h5>{text}</div></div>{children}</li>',
        clock=False,
        plain_names=True,
    ),
    Shape(
        "words first, then who",
        LI
        + '<div class="text">{text}</div><div class="gravatar"><img src="a" alt=""></div><div class="meta"><p>{name}<br> on {day}</p></div>{children}</li>',
        clock=False,
        plain_names=True,
    ),
    Shape(
        "numbered",
        '<li class="graybox" id="comment-{id}"><div class="commentnumber">Kommentar 1 von: {name}</div><small class="commentmetadata">'
        '<a href="#comment-{id}">{date}</a></small><br>{text}{children}</li>',
        plain_names=True,
    ),
    Shape(
        "articles in items",
        '<li><article id="comment-{id}"><img class="avatar" src="a"><h4>{name}</h4><time><a href="#comment-{id}">{date}</a></time>{text}</article>{children}</li>',
        plain_names=True,
    ),
    Shape(
        "boxes with ids",
        LI
        + '<div id="author_info"><img class="avatar" src="a"><br>{name}<br>{day} <br>@ {time}<br></div><div id="comment_text">{text}</div>{children}</li>',
        around='<h2 id="comments">{count} Kommentare</h2><ol id="commentlist">{}</ol>',
        plain_names=True,
    ),
    Shape(
        "content around all",
        '<li class="comment" id="li-comment-{id}"><div class="comment-wrap"><div class="comment-content" id="comment-{id}"><div class="comment-gravatar"></div>'
        '<div class="comment-text"><span class="comment-author">{name}</span> &nbsp;<span class="comment-date">{day}</span><br>{text}'
        '<a class="comment-reply-link">(reply)</a></div></div></div>{children}</li>',
        clock=False,
    ),
    Shape(
        "inner header",
        '<li class="comment" id="li-comment-{id}"><div id="comment-{id}" class="comment"><div class="comment-inner"><div class="comment-header"><h4>{name}</h4>'
        '<p class="comment-date"><a class="comment-date-link" href="#comment-{id}">{date}</a></p></div><div class="comment-content">{text}</div></div></div>{children}</li>',
        plain_names=True,
    ),
    Shape(
        "article as comment",
        '<li class="comment" id="li-comment-{id}"><article id="comment-{id}" class="comment"><footer><div class="comment-author vcard"><cite class="fn">{name}</cite> |'
        ' <span class="comment-meta commentmetadata"><a href="#comment-{id}"><time pubdate datetime="{iso}">{date}</time></a></span></div></footer>'
        '<div class="comment-content">{text}</div></article>{children}</li>',
    ),
    Shape(
        "section as comment",
        '<li class="comment"><article id="comment-{id}"><header class="comment-author clearfix"><div class="author-meta">{name} <time datetime="{iso}">'
        '<a href="#comment-{id}">{day}</a></time></div></header><section class="comment">{text}<a class="comment-reply-link">Antworten</a></section></article>{children}</li>',
        plain_names=True,
    ),
    Shape(
        "comment by",
        LI
        + '<div class="comment-meta"><p class="author">Comment by {name}</p><p class="date">on {date}</p></div><div class="comment-thumbnail"></div>'
        '<div class="comment-content">{text}</div>{children}</li>',
        plain_names=True,
    ),
    Shape(
        "poster",
        LI
        + '<div id="div-comment-{id}" class="comment"><div class="comment-info"><span class="poster"><i class="fa"></i> {name}</span> '
        '<span class="comment-time">{date}</span></div><div class="comment-text">{text}</div></div>{children}</li>',
    ),
    Shape(
        "cards",
        LI
        + '<div class="col s12"><div class="row"><div class="col s10" id="div-comment-{id}"><h4 class="card-title">{name}</h4><div class="comment-metadata">'
        '<a href="#comment-{id}"><time datetime="{iso}">{date}</time></a></div><div class="comment-content">{text}</div></div></div></div>{children}</li>',
        plain_names=True,
    ),
    Shape(
        "by at the end",
        LI
        + '<div id="div-comment-{id}" class="vcard">{text}<p class="alignright"><small class="comment-meta commentmetadata">Comment by '
        '<span class="fn">{name}</span> &#8212; {date} <a href="#comment-{id}">#</a></small></p></div>{children}</li>',
    ),
    Shape(
        "avada",
        LI
        + '<div class="the-comment"><div class="comment-box"><div class="comment-author meta"><strong>{name}</strong> {date}'
        '<a class="comment-reply-link"> - Antworten</a></div><div class="comment-text">{text}</div></div></div>{children}</li>',
        plain_names=True,
    ),
    Shape(
        "divi",
        '<li class="comment depth-{depth}" id="li-comment-{id}"><article id="comment-{id}" class="comment-body clearfix"><div class="comment_postinfo">'
        '<span class="fn">{name}</span> <span class="comment_date">am {date} </span></div><div class="comment_area"><div class="comment-content clearfix">'
        '{text}<span class="reply-container"><a class="comment-reply-link">Antworten</a></span></div></div></article>{children}</li>',
    ),
    Shape(
        "wpdiscuz",
        '<div id="wpd-comm-{id}_{parent}" class="comment depth-{depth} wpd-comment"><div class="wpd-comment-wrap"><div id="comment-{id}" class="wpd-comment-right">'
        '<div class="wpd-comment-header"><div class="wpd-comment-author">{name}</div><div class="wpd-comment-date" title="{date}">vor 3 Jahren</div></div>'
        '<div class="wpd-comment-text">{text}</div><div class="wpd-comment-footer">0 Antworten</div></div></div>{children}</div>',
        "{}",
        '<div id="comments"><div id="wpdcom"><div class="wpd-thread-list">{}</div></div></div>',
    ),
    Shape(
        "blogger",
        '<li class="comment" id="c{id}"><div class="comment-block"><div class="comment-header"><cite class="user">{name}</cite><span class="datetime">'
        '<a href="#c{id}">{date}</a></span></div><div class="comment-content">{text}</div></div><div class="comment-replies">{children}</div></li>',
        '<div class="comment-thread"><ol>{}</ol></div>',
        '<div class="comments" id="comments"><h4>{count} Kommentare:</h4><div class="comment-thread"><ol id="top-ra">{}</ol></div></div>',
    ),
    Shape(
        "disqus",
        '<li class="post" id="post-90000{id}"><div class="post-content"><header><span class="author">{name}</span> <a class="time-ago" title="{date}" href="#">vor Jahren</a>'
        '</header><div class="post-message">{text}</div></div>{children}</li>',
        around='<div id="disqus_thread"><ul id="post-list" class="post-list">{}</ul></div>',
    ),
    Shape(
        "drupal",
        '<article id="comment-{id}" class="comment"><h3></h3><div class="submitted">Verfasst von <span class="username">{name}</span> am {date}</div>'
        '<div class="content">{text}</div></article>{children}',
        '<div class="indented">{}</div>',
        '<section id="comments" class="comment-wrapper"><h2>Kommentare</h2>{}</section>',
    ),
    Shape(
        "serendipity",
        '<a id="c{id}"></a><div class="serendipity_comment" style="padding-left: {pixels}px"><div class="serendipity_commentBody">{text}</div>'
        '<div class="serendipity_comment_source"><a class="comment_source_trace" href="#c{id}">#1</a> {name} am {date}</div></div>{children}',
        "{}",
        '<div class="serendipity_comments serendipity_section_comments">{}</div>',
        plain_names=True,
    ),
    Shape(
        "flat with depths",
        '<div class="comment depth-{depth}" id="comment-{id}"><p class="comment-author">Von <strong>{name}</strong> am {date}</p>{text}</div>{children}',
        "{}",
        '<section id="comments"><h3>Kommentare ({count})</h3>{}</section>',
        plain_names=True,
    ),
    Shape(
        "microdata",
        '<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="comment-{id}"><span itemprop="author" itemscope><span itemprop="name">{name}</span></span>'
        '<meta itemprop="dateCreated" content="{iso}"><div itemprop="text">{text}</div><div class="replies">{children}</div></div>',
        "{}",
        '<div class="talk">{}</div>',
    ),
    Shape(
        "terms",
        '<dt class="comment-author" id="c{id}"><a name="c{id}"></a>{name} said...</dt><dd class="comment-body">{text}</dd><dd class="comment-footer">'
        '<span class="comment-timestamp"><a href="#c{id}">{date}</a></span></dd>{children}',
        "{}",
        '<div id="comments"><h4>{count} comments:</h4><dl id="comments-block">{}</dl></div>',
        plain_names=True,
    ),
)
FLAT = {"terms"}
"""Shapes that show no answers as such."""


def written(when: dt.datetime, shape: Shape) -> dict[str, str]:
    """A date in the words of a theme: German, or English where it says so."""
    if "Comment" in shape.comment and "Kommentar" not in shape.comment:
        day = f"{ENGLISH[when.month - 1]} {when.day}, {when.year}"
        return {"day": day, "time": f"{when:%H:%M}", "date": f"{day} at {when:%I:%M %p}"}
    day = f"{when.day}. {MONTHS[when.month - 1]} {when.year}"
    return {"day": day, "time": f"{when:%H:%M}", "date": f"{day} um {when.hour}:{when:%M}"}


def thread(shape: Shape, comments: Sequence[Said]) -> str:
    """The conversation in a shape; answers stand where the shape has them."""
    below: dict[int, list[Said]] = {}
    known = {said.id for said in comments}
    for said in comments:
        below.setdefault(said.parent if said.parent in known else 0, []).append(said)
    depth = {0: 0}
    order: list[Said] = []
    waiting = below.get(0, [])[::-1]
    while waiting:
        said = waiting.pop()
        depth[said.id] = depth.get(said.parent, 0) + 1
        order.append(said)
        waiting += below.get(said.id, [])[::-1]
    done: dict[int, str] = {}
    for said in reversed(order):
        answers = "".join(done.pop(kid.id) for kid in below.get(said.id, []))
        done[said.id] = shape.comment.format(
            id=said.id,
            parent=said.parent,
            depth=depth[said.id],
            pixels=(depth[said.id] - 1) * 20,
            name=escape(said.name),
            iso=f"{said.when:%Y-%m-%dT%H:%M}:00+00:00",
            text="".join(f"<p>{escape(text)}</p>" for text in said.paragraphs),
            children=shape.children.format(answers) if answers else "",
            **written(said.when, shape),
        )
    talk = "".join(done[said.id] for said in below.get(0, []))
    return shape.around.replace("{count}", str(len(comments))).replace("{}", talk)


def page(talk: str, text: str = "") -> str:
    """A page of a blog around a conversation."""
    words = (
        text
        or "<p>" + "Das ist der Text, um den es geht, und er ist nicht ganz kurz. " * 8 + "</p>"
    )
    return (
        '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Etwas | Blog</title></head><body class="single">'
        f'<article class="post"><h1 class="entry-title">Etwas</h1><div class="entry-content">{words}</div></article>{talk}'
        '<div id="respond"><form action="wp-comments-post.php"><p>Name</p></form></div></body></html>'
    )
