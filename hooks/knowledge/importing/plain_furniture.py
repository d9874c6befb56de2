"""What a page says around its text: menus, buttons, advertisements, forms, notices.

Every pattern has to match a whole line, so that no sentence is lost which only mentions one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum


class Signal(IntEnum):
    """What furniture says about where it stands."""

    NONE = 0
    END = 1
    """An essay's text ends here, or is interrupted: an advertisement."""
    FORM = 2
    """The form for comments, below everything that belongs to an essay."""
    START = 3
    """A page begins here."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A kind of line that belongs to the page and not to the text."""

    name: str
    """For people, in English."""
    signal: Signal = Signal.NONE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


SKIP_LINK = _any(
    r"(?:zum|zur|springe zum|direkt zum|weiter zum) (?:haupt)?(?:inhalt|navigation|seitenleiste)"
    r"(?: springen| wechseln)?",
    r"(?:skip|jump) to (?:main |primary |secondary )?(?:content|navigation|sidebar|footer)",
)
ADVERTISEMENT = _any(
    r"advertisements?:?", r"anzeigen?:?", r"werbung:?", r"werbeanzeigen?", r"sponsored content",
    r"(?:diese )?anzeige melden", r"report this ad", r"über diese anzeigen", r"about these ads",
    r"rate this:?", r"bewerten:?",
)  # fmt: skip
FORM = _any(
    r"(?:hinterlasse|schreibe|schreib|verfasse)n? (?:sie )?(?:einen? |deinen |ihren )?"
    r"(?:kommentare?|antwort)(?: zu .{1,200})?",
    r"(?:einen )?kommentar (?:verfassen|schreiben|hinterlassen|abgeben|hinzufügen)",
    r"kommentiere(?:n sie)?(?: diesen (?:artikel|beitrag))?", r"ihr kommentar|dein kommentar",
    r"antwort (?:verfassen|schreiben|hinterlassen|abbrechen)|antworten abbrechen",
    r"leave a (?:comment|reply)(?: (?:to|on) .{1,200})?", r"(?:add|post|write) a comment",
    r"(?:add|post|join) the (?:discussion|conversation)|join the (?:discussion|conversation)",
    r"cancel reply", r"(?:kommentare sind geschlossen|comments are closed)\.?",
)  # fmt: skip
FORM_PARTS = _any(
    r"(?:deine|ihre) e-?mail-?adresse wird nicht veröffentlicht\.?.{0,80}",
    r"your e-?mail address will not be published\.?.{0,80}",
    r"(?:erforderliche felder sind|required fields are) .{0,30}",
    r"(?:benachrichtige mich|notify me|informiere mich) .{1,120}",
    r"(?:meinen namen|save my name),? .{1,160}",
    r"(?:du kannst|you may use) (?:folgende|these) html.{0,400}",
    r"(?:gib hier deinen kommentar ein|enter your comment here) ?(?:\.\.\.|…)?",
    r"(?:trage deine daten unten ein|fill in your details below).{0,160}",
    r"(?:du kommentierst|you are commenting) .{1,120}",
    r"(?:name|e-?mail(?:-adresse)?|website|webseite|kommentar|comment|url) ?\*",
    r"(?:kommentar|antwort) (?:abschicken|absenden|senden)|(?:post|submit) comment",
    r"(?:diese website verwendet akismet|this site uses akismet).{0,200}",
    r"(?:erfahre(?:n sie)?, wie|learn how) .{0,20}(?:kommentardaten|comment data).{0,80}",
)
SHARING = _any(
    r"(?:teilen|share)(?: (?:mit|this|this post|on|auf|via) ?.{0,30})?:?",
    r"(?:diesen )?(?:beitrag|artikel) (?:teilen|drucken|weiterempfehlen):?",
    r"(?:klick(?:en)?,? um|zum teilen|click to) .{1,120}",
    r"(?:auf|via|per|on) (?:facebook|twitter|x|linkedin|xing|whatsapp|pinterest|e-?mail|telegram|"
    r"mastodon|bluesky|reddit) (?:teilen|share|senden)",
    r"(?:gefällt mir|like|likes?|liked by)(?: ?(?::|\(?\d+\)?))?(?: ?(?:wird geladen|lade|loading)"
    r" ?(?:\.\.\.|…)?)?",
    r"(?:wird geladen|lade|loading) ?(?:\.\.\.|…)", r"loading", r"gefällt \d+ (?:person|"
    r"mal).{0,20}",
    r"\d{1,6} (?:bloggern|personen|people|bloggers?) (?:gefällt das|gefällt dies|likes? this)\.?",
    r"(?:sei der erste,? dem das gefällt|be the first to like this)\.?", r"like this:?",
    r"(?:drucken|print|tweet|twittern|merken|pin it|permalink|diesen beitrag bewerten)",
)  # fmt: skip
BUTTONS = _any(
    r"(?:antworten|reply|antwort|reply to this comment|auf diesen kommentar antworten)(?: ?[↓→])?",
    r"(?:auf .{1,60} antworten|reply to .{1,60})(?: ?[↓→])?",
    r"log in to reply\.?",
    r"(?:zum antworten anmelden|anmelden, um zu antworten)\.?",
    r"(?:antworten|reply)(?:löschen|delete)|antworten löschen",
    r"(?:bearbeiten|edit|\(bearbeiten\)|\(edit\)|melden|report|zitieren|quote)",
    r"(?:mehr|weiterlesen|read more|continue reading) ?(?:\.\.\.|…|→|»)?",
    r"(?:dein kommentar wartet auf freischaltung|your comment is awaiting moderation)\.?",
)
NAVIGATION = _any(
    r"(?:beitrags?-?|artikel-?|kommentar-?)?navigation|(?:post|comment|site) navigation",
    r"(?:menü|menu|hauptmenü|main menu|primary menu|primäres menü|suche|search)(?: nach)?:?",
    r"(?:(?:vorherige|nächste|ältere|neuere)[rs]? (?:beitr(?:ag|äge)|artikel|kommentare?|seite))"
    r"(?:: .{1,200})?(?: ?[→»>])?",
    r"(?:previous|next|older|newer) (?:posts?|articles?|comments?|page)(?:: .{1,200})?(?: ?[→»>])?",
    r"← ?.{1,120}",
    r".{1,120} ?→",
    r"[«‹] ?(?:zurück|vorherige|previous|older|back)\b.{0,120}",
    r"(?:weiter|nächste|next|newer)\b[^«‹]{0,120} ?[»›]",
    r"(?:nach oben|back to top|zum seitenanfang)(?: ?[↑])?",
)
NOTICES = _any(
    r"(?:diese (?:web)?site|diese webseite|wir) (?:verwende[nt]|nutz(?:t|en)|benutz(?:t|"
    r"en)) cookies.{0,400}",
    r"(?:this (?:web)?site|we) uses? cookies.{0,400}",
    r"(?:privacy (?:&|and) cookies|datenschutz (?:&|und) cookies).{0,400}",
    r"(?:alle (?:cookies )?)?(?:akzeptieren|ablehnen)(?: und schließen)?|(?:accept|reject)(?: all)?"
    r"(?: cookies)?|schließen und akzeptieren|close and accept",
    r"cookie-?(?:einstellungen|richtlinien?|hinweis| ?settings| ?policy| ?banner)",
    r"(?:bloggen auf|blog at|erstelle .{0,30} auf) wordpress\.com\.?",
    r"(?:stolz präsentiert von|proudly powered by|powered by) .{1,60}",
    r"(?:folgen|follow|abonnieren|subscribe|abonniert|following|anmelden|registrieren|log in|"
    r"sign up)",
    r"(?:lesezeit|lesedauer|reading time):? .{1,30}|\d+ (?:min\.?|minuten|minutes?) (?:lesezeit|"
    r"read)",
    r"(?:© ?|copyright (?:© ?)?|\(c\) ?)\d{4}.{0,120}",
    r"alle rechte vorbehalten\.?|all rights reserved\.?",
    r"\[?(?:image|bild|img)\]?",
)  # fmt: skip
NETWORK = _any(
    r"(?:facebook|twitter|x|linkedin|xing|whatsapp|pinterest|tumblr|reddit|pocket|telegram|skype|"
    r"google\+?|e-?mail|drucken|print|mehr|more|mastodon|bluesky|threads)"
)
MENU = _any(
    r"(?:home|start|startseite|über(?: mich| uns)?|about(?: me| us)?|kontakt|contact|impressum|"
    r"imprint|"
    r"datenschutz(?:erklärung)?|privacy(?: policy)?|archiv|archives?|kategorien|categories|blog|"
    r"links|rss|feed|newsletter|login|presse|shop|termine|meta|tags|schlagwörter|agb|sitemap|"
    r"neueste beiträge|recent posts|neueste kommentare|recent comments|blogroll)"
)
RULE = re.compile(r"(?:[-=_*~#–—•·+] ?){3,}")
MENU_LINES = 3
"""So many entries of a menu one after the other are one."""
LONGEST = 500
"""Characters of the longest line that can be furniture."""
LEAD = re.compile(r"(?:[•·▪◦‣*+–-]|\d{1,2}[.)])[ \u00a0]+")

KINDS = (
    (SKIP_LINK, Furniture("a skip link", Signal.START)),
    (ADVERTISEMENT, Furniture("an advertisement", Signal.END)),
    (FORM, Furniture("the form for comments", Signal.FORM)),
    (FORM_PARTS, Furniture("the form for comments", Signal.FORM)),
    (SHARING, Furniture("buttons for sharing")),
    (BUTTONS, Furniture("a button")),
    (NAVIGATION, Furniture("navigation")),
    (NOTICES, Furniture("a notice of the site")),
    (RULE, Furniture("a rule", Signal.END)),
)
SHARE_BUTTONS = Furniture("buttons for sharing")
A_MENU = Furniture("a menu")


def recognise(texts: Iterable[str]) -> Iterator[Furniture | None]:
    """For each line what furniture it is, or nothing; empty lines are none."""
    everything = list(texts)
    found = [_single(text) for text in everything]
    _share_buttons(everything, found)
    _menus(everything, found)
    return iter(found)


def _single(text: str) -> Furniture | None:
    if not text or len(text) > LONGEST:
        return None
    for pattern, kind in KINDS:
        if pattern.fullmatch(text):
            return kind
    return None


def _share_buttons(texts: list[str], found: list[Furniture | None]) -> None:
    """Names of networks are buttons where they follow one."""
    sharing = False
    for index, text in enumerate(texts):
        if not text:
            continue
        if sharing and found[index] is None and NETWORK.fullmatch(LEAD.sub("", text, count=1)):
            found[index] = SHARE_BUTTONS
        sharing = found[index] is SHARE_BUTTONS or (
            (kind := found[index]) is not None and kind.name == SHARE_BUTTONS.name
        )


def _menus(texts: list[str], found: list[Furniture | None]) -> None:
    """Words of menus are one where several follow each other."""
    run: list[int] = []
    for index, text in enumerate([*texts, "."]):
        entry = bool(text) and MENU.fullmatch(LEAD.sub("", text, count=1))
        if entry and found[index] is None:
            run.append(index)
        elif text and not (index < len(found) and found[index]):
            if len(run) >= MENU_LINES:
                for at in run:
                    found[at] = A_MENU
            run = []
