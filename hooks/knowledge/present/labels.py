"""The words of the site itself, in both languages."""

from __future__ import annotations

from collections.abc import Callable

LABELS: dict[str, tuple[str, str]] = {
    # key: German, English; {…} is filled in; `|` parts one from many
    "about_source": ("Zu dieser Fassung", "About this version"),
    "all_concepts": ("Alle Begriffe", "All concepts"),
    "all_conversations": ("Alle Gespräche", "All conversations"),
    "all_essays": ("Alle Essays", "All essays"),
    "all_questions": ("Alle Fragen", "All questions"),
    "also": ("Auch", "Also"),
    "answered_by": ("Was darauf antwortet", "What answers it"),
    "answers_question": ("Antwortet auf", "Answers"),
    "asked_by_author": ("gestellt vom Autor", "asked by the author"),
    "asked_by_reader": ("gestellt von einem Leser oder einer Leserin", "asked by a reader"),
    "asked_in": ("Gestellt in", "Asked in"),
    "author": ("Autor", "Author"),
    "author_unknown": ("Autor nicht genannt", "author not named"),
    "back_to_text": ("Zurück zur Stelle im Text", "Back to the place in the text"),
    "browse_kinds": ("Nach Art", "By kind"),
    "comment_anonymous": ("Ohne Namen", "No name given"),
    "comment_by_nobody": ("Kommentar ohne Namen", "Comment without a name"),
    "comment_of": ("Kommentar von {name}", "Comment by {name}"),
    "comment_original": ("Im Original auf {language}", "In the original {language}"),
    "comments": ("{n} Kommentar|{n} Kommentare", "{n} comment|{n} comments"),
    "concepts_all": ("alle {n}|alle {n}", "all {n}|all {n}"),
    "concepts_in_essay": ("Begriffe in diesem Essay", "Concepts in this essay"),
    "concepts_more": (
        "{n} weiterer Begriff|{n} weitere Begriffe",
        "{n} more concept|{n} more concepts",
    ),
    "concepts_of_question": ("Begriffe", "Concepts"),
    "concepts_weighed": (
        "Die wichtigsten zuerst: was hier oft und anderswo selten vorkommt.",
        "The weightiest first: what occurs often here and rarely elsewhere.",
    ),
    "conversation": ("Das Gespräch", "The conversation"),
    "cited_in": ("In den Quellen von", "In the references of"),
    "count_differs": (
        "Die Quelle nennt {declared} Kommentare; erhalten sind {found}.",
        "The source counts {declared} comments; what has come down to us is {found}.",
    ),
    "date_unknown": ("ohne Datum", "undated"),
    "essay_author": ("Autor des Essays", "author of the essay"),
    "feed_comments": ("Kommentare", "Comments"),
    "feed_essays": ("Essays", "Essays"),
    "found_how": ("Wie diese Stellen gefunden wurden", "How these places were found"),
    "found_note": (
        "Solange dies aufgeklappt ist, steht die Regel auch bei jeder Stelle.",
        "While this is open, each place names its rule as well.",
    ),
    "graph_all": ("Das ganze Netz", "The whole graph"),
    "graph_filter": ("Was das Netz zeigt", "What the graph shows"),
    "graph_find": ("Begriff im Netz finden", "Find a concept in the graph"),
    "graph_larger": ("Netz vergrößern", "Enlarge the graph"),
    "graph_smaller": ("Netz verkleinern", "Reduce the graph"),
    "graph_keys": (
        "Von einem Punkt zum nächsten führen auch die Pfeiltasten.",
        "The arrow keys lead from one dot to the next, too.",
    ),
    "graph_kinds": ("Arten", "Kinds"),
    "graph_left_out": (
        "Ein weiterer steht nur in der Liste.|{n} weitere stehen nur in der Liste.",
        "One more is in the list only.|{n} more are in the list only.",
    ),
    "graph_list": ("Dieselben Beziehungen als Liste", "The same relations as a list"),
    "graph_of": ("Das Netz um „{title}“", "The graph around “{title}”"),
    "graph_relations": ("Beziehungen", "Relations"),
    "graph_scroll": (
        "Das Netz ist breiter als das Fenster und lässt sich seitlich verschieben.",
        "The graph is wider than the window and can be moved sideways.",
    ),
    "graph_skip": ("Am Netz vorbei", "Skip the graph"),
    "graph_title": ("Netz der Begriffe", "Graph of concepts"),
    "home_concepts": ("Worum es sich dreht", "What it turns on"),
    "home": ("Zur Startseite", "To the home page"),
    "filter": ("Fragen wählen", "Choose questions"),
    "filter_all": ("alle", "all"),
    "filter_any": ("jeder Begriff", "any concept"),
    "filter_concept": ("Begriff", "Concept"),
    "filter_none": ("Dazu gibt es keine Frage.", "There is no such question."),
    "filter_state": ("Stand", "State"),
    "in_concept": ("in {n} Begriff|in {n} Begriffen", "in {n} concept|in {n} concepts"),
    "in_essay": ("in {n} Essay|in {n} Essays", "in {n} essay|in {n} essays"),
    "in_page": ("auf {n} Seite|auf {n} Seiten", "on {n} page|on {n} pages"),
    "in_question": ("in {n} Frage|in {n} Fragen", "in {n} question|in {n} questions"),
    "in_thread": ("in {n} Gespräch|in {n} Gesprächen", "in {n} conversation|in {n} conversations"),
    "invite_how": ("Wie eine Antwort hierher kommt", "How an answer gets here"),
    "invite_title": ("Diese Frage ist noch offen", "This question is still open"),
    "invite_text": (
        "Wer eine Antwort weiß, eine Erfahrung oder einen Widerspruch, ist eingeladen.",
        "If you have an answer, an experience or an objection, you are invited.",
    ),
    "kept": ("Was Sie jetzt lesen können", "What you can read now"),
    "kept_again": ("Noch einmal versuchen", "Try again"),
    "kept_forget": ("Aufbewahrte Seiten entfernen", "Remove the pages that are kept"),
    "kept_none": (
        "Dieser Browser hat von hier noch keine Seite aufbewahrt.",
        "This browser does not keep any page from here yet.",
    ),
    "not_found_text": (
        "Unter dieser Adresse steht nichts oder nichts mehr. Vielleicht führt eine davon weiter:",
        "There is nothing at this address, or nothing any more. One of these may help:",
    ),
    "not_found_title": ("Diese Seite gibt es nicht", "This page does not exist"),
    "in_concepts": ("In anderen Begriffen", "In other concepts"),
    "in_other_language": (
        "{n} Stelle in der anderen Sprachfassung|{n} Stellen in der anderen Sprachfassung",
        "{n} place in the other language|{n} places in the other language",
    ),
    "kind_comment": ("Kommentar", "Comment"),
    "kind_concept": ("Begriff", "Concept"),
    "kind_essay": ("Essay", "Essay"),
    "kind_idea": ("Idee", "Idea"),
    "kind_ideas": ("Ideen", "Ideas"),
    "kind_organisation": ("Organisation", "Organisation"),
    "kind_organisations": ("Organisationen", "Organisations"),
    "kind_page": ("Seite", "Page"),
    "kind_person": ("Person", "Person"),
    "kind_persons": ("Personen", "People"),
    "kind_pingback": ("Pingback", "Pingback"),
    "kind_question": ("Frage", "Question"),
    "kind_reblog": ("Weiterveröffentlicht", "Reblogged"),
    "kind_trackback": ("Verweis von anderswo", "Linked from elsewhere"),
    "kind_work": ("Werk", "Work"),
    "kind_works": ("Werke", "Works"),
    "language_de": ("Deutsch", "German"),
    "language_en": ("Englisch", "English"),
    "line_broader": ("führt zum Oberbegriff", "leads to the broader concept"),
    "line_contrasts": ("im Gegensatz", "in contrast"),
    "line_part_of": ("Teil, mit der Raute am Ganzen", "part, with the diamond at the whole"),
    "line_related": ("verwandt", "related"),
    "mentions": ("Wo davon die Rede ist", "Where it is discussed"),
    "mentions_count": ("{n} Stelle|{n} Stellen", "{n} place|{n} places"),
    "mentions_none": (
        "Noch kein Text spricht davon.",
        "No text speaks of it yet.",
    ),
    "no_answer": ("Bisher antwortet nichts darauf.", "So far nothing answers it."),
    "notice_de": (
        "Diese Seite gibt es bisher nur auf Deutsch.",
        "So far this page exists in German only.",
    ),
    "notice_en": (
        "Diese Seite gibt es bisher nur auf Englisch.",
        "So far this page exists in English only.",
    ),
    "notice_link": ("Zum Original", "To the original"),
    "opening": ("Zu Beginn", "At the beginning"),
    "original_source": ("Quelle", "Source"),
    "permalink": ("Link zu diesem Kommentar", "Link to this comment"),
    "place_linked": ("dort verlinkt", "linked there"),
    "place_named": ("dort nur erwähnt", "only mentioned there"),
    "places_more": ("{n} weitere Stelle|{n} weitere Stellen", "{n} more place|{n} more places"),
    "failure_title": (
        "Was zuletzt gespeichert wurde, lässt sich nicht bauen",
        "What was saved last cannot be built",
    ),
    "problem_title": ("Hinweise für die Redaktion", "Notes for the editors"),
    "reading_time": ("{n} Minute Lesezeit|{n} Minuten Lesezeit", "{n} minute read|{n} minute read"),
    "published": ("Erschienen am", "Published on"),
    "questions_of_essay": ("Fragen aus diesem Essay", "Questions from this essay"),
    "references": ("Quellen und Empfehlungen", "References"),
    "related_concepts": ("Oft an denselben Stellen", "Often in the same places"),
    "related_essays": ("Verwandte Essays", "Related essays"),
    "related_order_concepts": (
        "Geordnet nach gemeinsamen Stellen; eine, die wenige Begriffe nennt, zählt mehr.",
        "Ordered by shared places; one that mentions few concepts counts more.",
    ),
    "related_order_essays": (
        "Geordnet nach gemeinsamen Begriffen; seltene zählen mehr.",
        "Ordered by shared concepts; rare ones count more.",
    ),
    "related_places": (
        "{n} gemeinsame Stelle|{n} gemeinsame Stellen",
        "{n} shared place|{n} shared places",
    ),
    "relation_broader": ("Oberbegriff", "Broader"),
    "relation_contrasts": ("Im Gegensatz zu", "In contrast to"),
    "relation_has_part": ("Hat als Teil", "Has part"),
    "relation_narrower": ("Unterbegriff", "Narrower"),
    "relation_part_of": ("Teil von", "Part of"),
    "relation_related": ("Verwandt mit", "Related to"),
    "relations": ("Beziehungen", "Relations"),
    "replies": ("{n} Antwort|{n} Antworten", "{n} reply|{n} replies"),
    "replies_to": ("Antwort auf {name}", "In reply to {name}"),
    "rule_alias": ("Alias", "alias"),
    "rule_compound": ("Teil einer Zusammensetzung", "part of a compound"),
    "rule_exact": ("Titel", "title"),
    "rule_explicit": ("von Hand", "by hand"),
    "rule_inflection": ("gebeugt", "inflected"),
    "rule_multiword": ("mehrere Wörter, gebeugt", "several words, inflected"),
    "rules_linked": ("davon {n} verlinkt|davon {n} verlinkt", "{n} linked|{n} linked"),
    "search": ("Suche", "Search"),
    "set_leads": ("Gehört zu einer Reihe von {total} Fragen", "One of a set of {total} questions"),
    "shared_concepts": (
        "{n} gemeinsamer Begriff|{n} gemeinsame Begriffe",
        "{n} shared concept|{n} shared concepts",
    ),
    "source_permalink": ("An der Quelle", "At the source"),
    "state_answered": ("beantwortet", "answered"),
    "state_closed": ("geschlossen", "closed"),
    "state_open": ("offen", "open"),
    "states_answered": ("Beantwortete Fragen", "Answered questions"),
    "states_closed": ("Geschlossene Fragen", "Closed questions"),
    "states_open": ("Offene Fragen", "Open questions"),
    "switch": ("Begriffe im Text verlinken", "Link concepts in the text"),
    "switch_all": ("überall", "everywhere"),
    "switch_first": ("einmal je Abschnitt", "once per section"),
    "switch_none": ("gar nicht", "nowhere"),
    "term_page": ("Zur Fassung auf {language}", "To the version in {language}"),
    "timeline_filter": ("Was die Zeitleiste zeigt", "What the timeline shows"),
    "timeline_on": ("zu „{title}“", "on “{title}”"),
    "thread_empty": ("Noch keine Kommentare.", "No comments yet."),
    "trackback_count": (
        "und {n} Verweis von anderswo|und {n} Verweise von anderswo",
        "and {n} link from elsewhere|and {n} links from elsewhere",
    ),
    "trackbacks": ("Verweise von anderswo", "Links from elsewhere"),
    "undated": ("Ohne Datum", "Undated"),
    "updated": ("Zuletzt geändert am", "Last changed on"),
    "imprint_missing": (
        "Für diese Ausgabe ist noch kein Impressum eingetragen.",
        "No imprint has been entered for this edition yet.",
    ),
}

Translate = Callable[..., str]
"""Takes a key and what is to be filled in; `n` chooses between one and many."""


def translator(language: str) -> Translate:
    """The words of the site in a language (English where it is neither)."""
    index = 0 if language == "de" else 1

    def translate(key: str, **values: object) -> str:
        text = LABELS[key][index]
        if not values:
            return text
        if "n" in values and "|" in text:
            one, many = text.split("|")
            text = one if values["n"] == 1 else many
        return text.format(**values)

    return translate
