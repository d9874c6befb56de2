"""What each field means, in both languages, as editors show it beside what is typed."""

from __future__ import annotations

Words = tuple[str, str]
"""German, English."""

TABLES: dict[str, Words] = {
    "EssayMatter": ("Die Felder eines Essays.", "The fields of an essay."),
    "ConceptMatter": ("Die Felder eines Begriffs.", "The fields of a concept."),
    "QuestionMatter": ("Die Felder einer Frage.", "The fields of a question."),
    "PageMatter": (
        "Die Felder einer Seite der Website selbst.",
        "The fields of a page of the site itself.",
    ),
    "ThreadMatter": (
        "Was die Quelle über ein Gespräch sagt.",
        "What the source says of a conversation.",
    ),
    "LedgerMatter": (
        "Entscheidungen über einzelne Erwähnungen.",
        "Decisions about single mentions.",
    ),
    "LedgerEntryMatter": ("Eine Entscheidung.", "One decision."),
    "SourceMatter": ("Wo der Essay zuerst erschienen ist.", "Where the essay was published first."),
    "ReferenceMatter": (
        "Ein Eintrag im Quellenverzeichnis; seine Nummer ist seine Stelle.",
        "An entry of the list of references; its number is its position.",
    ),
    "MatchMatter": (
        "Wie der Begriff in Texten gefunden wird.",
        "How the concept is found in texts.",
    ),
    "QuestionSetMatter": (
        "Der Platz der Frage in einer Reihe.",
        "The place of the question in a set.",
    ),
    "SettingsMatter": (
        "Was dieses Projekt in mkdocs.yml liest.",
        "What this project reads in mkdocs.yml.",
    ),
    "ExtraMatter": ("Zusätzliche Angaben zur Website.", "Additional facts about the site."),
}
_DOCUMENT: dict[str, Words] = {
    "title": ("Der Titel in der Sprache dieser Datei.", "The title in the language of this file."),
    "nav_title": ("Ein kürzerer Titel für die Navigation.", "A shorter title for the navigation."),
    "summary": (
        "Ein bis drei Sätze für Listen und Suchmaschinen.",
        "One to three sentences for lists and search engines.",
    ),
    "original": (
        "Die Sprache des Originals; ohne Angabe Deutsch.",
        "The language of the original; German if nothing is said.",
    ),
}
_REDIRECTS: Words = (
    "Frühere Kennungen oder Adressen, die hierher führen.",
    "Former ids or addresses that lead here.",
)
FIELDS: dict[str, dict[str, Words]] = {
    "EssayMatter": {
        **_DOCUMENT,
        "author": ("Ein Name oder die Kennung einer Person.", "A name, or the id of a person."),
        "date": (
            "Der Tag, an dem der Essay erschienen ist: 2017-11-13.",
            "The day the essay was published: 2017-11-13.",
        ),
        "updated": ("Der Tag der letzten Änderung.", "The day of the last change."),
        "tags": ("Schlagwörter, in jeder Sprache eigene.", "Tags; each language has its own."),
        "draft": (
            "Mit true zeigt nur die Vorschau den Essay.",
            "With true only the preview shows the essay.",
        ),
        "source": (
            "Wo der Essay zuerst erschienen ist; was unbekannt ist, fehlt.",
            "Where the essay was published first; what is unknown is left out.",
        ),
        "references": (
            "Das Quellenverzeichnis; im Text steht [@key].",
            "The list of references; a text cites with [@key].",
        ),
        "answers": (
            "Kennungen von Fragen, die der Essay beantwortet.",
            "Ids of questions that the essay answers.",
        ),
        "redirects": _REDIRECTS,
    },
    "ConceptMatter": {
        **_DOCUMENT,
        "redirects": _REDIRECTS,
        "aliases": (
            "Andere Namen; gebeugte Formen werden von selbst gefunden.",
            "Other names; inflected forms are found by themselves.",
        ),
        "kind": (
            "Die Art: Idee, Person, Organisation oder Werk.",
            "The kind: an idea, a person, an organisation or a work.",
        ),
        "date": (
            "Wann ein Werk erschienen ist: 2016, 2016-03 oder 2016-03-07.",
            "When a work was published: 2016, 2016-03 or 2016-03-07.",
        ),
        "broader": (
            "Kennungen weiterer Begriffe, zu denen dieser gehört.",
            "Ids of wider concepts that this one belongs to.",
        ),
        "related": ("Kennungen verwandter Begriffe.", "Ids of related concepts."),
        "contrasts": (
            "Kennungen von Begriffen, die das Gegenteil meinen.",
            "Ids of concepts that mean the opposite.",
        ),
        "part_of": ("Kennungen dessen, wovon dies ein Teil ist.", "Ids of what this is a part of."),
        "match": ("Wie der Begriff in Texten gefunden wird.", "How the concept is found in texts."),
    },
    "QuestionMatter": {
        **_DOCUMENT,
        "redirects": _REDIRECTS,
        "draft": (
            "Mit true zeigt nur die Vorschau die Frage.",
            "With true only the preview shows the question.",
        ),
        "asked_in": (
            "Ein Essay oder ein Kommentar (essay-id#c4), in dem sie steht.",
            "An essay or a comment (essay-id#c4) in which it is asked.",
        ),
        "asked_by": ("Wer sie stellt.", "Who asks it."),
        "date": (
            "Der Tag, an dem sie gestellt wurde: 2017-11-13.",
            "The day it was asked: 2017-11-13.",
        ),
        "set": ("Fragen, die zusammengehören.", "Questions that belong together."),
        "closed": (
            "Mit true gilt die Frage nicht mehr als offen.",
            "With true the question is open no more.",
        ),
    },
    "PageMatter": {
        **_DOCUMENT,
        "listing": ("Was die Seite auflistet.", "What the page lists."),
        "hide": (
            "Was auf der Seite fehlt: navigation, toc.",
            "What the page is without: navigation, toc.",
        ),
    },
    "ThreadMatter": {
        "declared": (
            "Wie viele Kommentare die Quelle angibt.",
            "How many comments the source declares.",
        ),
    },
    "SourceMatter": {
        "title": ("Der Titel der Quelle.", "The title of the source."),
        "author": ("Wer sie geschrieben hat.", "Who wrote it."),
        "url": ("Ihre Adresse.", "Its address."),
        "date": (
            "Der Tag, an dem sie erschienen ist: 2017-11-13.",
            "The day it was published: 2017-11-13.",
        ),
        "rights": (
            "Was diese Fassung ist und wem das Original gehört.",
            "What this version is, and to whom the original belongs.",
        ),
    },
    "ReferenceMatter": {
        "key": ("Womit der Text die Quelle nennt: [@key].", "What the text cites it with: [@key]."),
        "text": (
            "Wie die Quelle im Verzeichnis steht; Markdown.",
            "How it stands in the list; Markdown.",
        ),
        "concept": (
            "Die Kennung des Begriffs, der das Werk beschreibt.",
            "The id of the concept that describes the work.",
        ),
        "url": ("Die Adresse der Quelle.", "Its address."),
    },
    "MatchMatter": {
        "case": ("Mit true zählt die Großschreibung.", "With true capitals count."),
        "compounds": (
            "Mit false wird der Begriff nicht in zusammengesetzten Wörtern gefunden.",
            "With false the concept is not found inside compounds.",
        ),
        "never": ("Wörter, die nie gemeint sind.", "Words that are never meant."),
    },
    "QuestionSetMatter": {
        "id": ("Die Kennung der Reihe.", "The id of the set."),
        "number": ("Die Nummer der Frage darin.", "The number of the question in it."),
    },
    "LedgerMatter": {
        "accepted": (
            "Wo ein Wort den Begriff meint, obwohl mehrere in Frage kommen.",
            "Where a word means the concept although several claim it.",
        ),
        "rejected": (
            "Wo ein Wort den Begriff nicht meint.",
            "Where a word does not mean the concept.",
        ),
    },
    "LedgerEntryMatter": {
        "concept": ("Die Kennung des Begriffs.", "The id of the concept."),
        "surface": ("Das Wort, wie es im Text steht.", "The word as it stands in the text."),
        "essay": (
            "Die Kennung des Essays; ohne sie gilt die Entscheidung überall.",
            "The id of the essay; without it the decision holds everywhere.",
        ),
        "section": (
            "Die Kennung des Abschnitts; ohne sie gilt sie im ganzen Essay.",
            "The id of the section; without it the decision holds in the whole essay.",
        ),
        "reason": ("Warum so entschieden wurde.", "Why it was decided so."),
    },
    "SettingsMatter": {
        "extra": ("Zusätzliche Angaben zur Website.", "Additional facts about the site."),
    },
    "ExtraMatter": {
        "imprint": (
            "Wer die Website verantwortet: ein Text, oder einer für jede Sprache.",
            "Who is answerable for the site: a text, or one for each language.",
        ),
        "contact": (
            "Wohin Leser Kommentare und Fragen per E-Mail schicken.",
            "Where readers send comments and questions by mail.",
        ),
        "homepage": (
            "Wohin das Zeichen oben links führt.",
            "Where the mark at the top left leads.",
        ),
        "generator": (
            "Ob die Fußzeile nennt, womit die Website gemacht ist.",
            "Whether the footer says what the site is made with.",
        ),
    },
}
