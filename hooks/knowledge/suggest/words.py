"""Words that say too little to be, to begin or to tell apart terms: lists of our own."""

from __future__ import annotations

GERMAN_FUNCTION = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner
    keines mein meine meinen meinem meiner meines dein deine deinen deinem deiner deines sein
    seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren
    unserem unserer unseres euer eure euren eurem eurer eures dieser diese dieses diesen diesem
    jener jene jenes jenen jenem jeder jede jedes jeden jedem welcher welche welches welchen
    welchem solcher solche solches solchen solchem mancher manche manches manchen manchem alle
    allen aller alles allem viele vielen vieler vieles vielem wenige wenigen weniger einige
    einigen einiger einiges mehrere mehreren mehrerer beide beiden beider beides andere anderen
    anderer anderes anderem sämtliche etliche etwas nichts man wer was wen wem wessen deren
    dessen denen ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen sich selbst
    selber einander an am auf aus bei beim bis durch für gegen hinter im in ins mit nach neben
    ohne samt seit statt trotz über um unter vom von vor während wegen zu zum zur zwischen
    entlang gemäß laut mangels und oder aber sondern denn doch sowie sowohl weder noch als wie
    dass daß weil wenn ob obwohl damit falls indem nachdem bevor ehe sobald solange sofern
    soweit während wobei wodurch womit woran worauf woraus worin worüber wofür wogegen wohin
    woher wozu warum weshalb wann wo nicht nie nur auch schon erst sehr so zu gar ganz gerade
    eben etwa fast kaum mehr meist oft immer wieder hier dort da dann nun jetzt heute gestern
    morgen damals einmal zweimal gern lieber besser bisher bislang daher darum deshalb deswegen
    trotzdem dennoch jedoch allerdings also außen innen oben unten vorn hinten drinnen draußen
    dabei dadurch dafür dagegen daheim dahin dahinter damit daneben daran darauf daraus darin
    darüber darunter davon davor dazu dazwischen eigentlich vielleicht wohl zwar ja nein bitte
    danke hallo sonst zumindest mindestens wenigstens höchstens bin bist ist sind seid war waren
    wäre wären gewesen sei seien habe hast hat haben habt hatte hatten hätte hätten gehabt werde
    wirst wird werden wurde wurden würden worden geworden kann kannst können könnt konnte
    konnten könnte könnten muss musst müssen müsst musste mussten müsste müssten soll sollst
    sollen sollt sollte sollten will willst wollen wollt wollte wollten darf darfst dürfen
    durfte durften dürfte dürften mag mögen mochte mochten möchte möchten lassen lässt ließ
    ließen machen machte machten gehen geht ging gingen geben gibt gab gaben kommen kommt kam
    kamen sagen sagt sagte sagten sehen sieht sah sahen stehen steht standen bleiben bleibt
    blieb blieben finden findet fand fanden nennen nennt nannte nannten heißen heißt hieß zwei
    drei vier fünf sechs sieben acht neun zehn
    """.split()
)
"""Words that are neither nouns nor adjectives, whatever their capitals."""

DETERMINERS = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner
    keines mein meine meinen meinem meiner meines sein seine seinen seinem seiner seines ihr
    ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres dieser diese
    dieses diesen diesem jede jeder jedes jeden jedem alle allen aller viele vielen vieler
    einige im am zum zur beim vom ins für ohne mehr keine
    """.split()
)
"""What stands before a noun with its adjectives."""

CONNECTORS = frozenset(
    "der des eines einer für von vom zur zum am an auf in im mit gegen ohne nach aus".split()
)
"""What may join two nouns into one term."""

GERMAN_STOP = frozenset(
    """
    abend absatz abschnitt abstand abs acht adresse alltag anderes anfang angabe angebot
    anführung anführungszeichen anlass anmerkung ansatz ansicht anspruch anteil antwort
    antworten anzahl art artikel aspekt aufgabe aufzählung augenblick auge ausdruck ausgang
    ausnahme aussage autor autorin band bedeutung bedingung begriff begründung beispiel beitrag
    beleg bemerkung benehmen bereich bericht beschreibung besitz besonderes bestimmung betracht
    bezug bild bisheriges blick brief buch danke dank datei datum dauer definition detail ding
    dritter druck ebene eindruck einfluss einwand eigenes einzelheit einzelner element ende
    entscheidung ergebnis erfahrung erfolg ernst erster erwähnung erzählung essay fall fassung
    feld folge folgendes form frage fragezeichen gang garantie gebiet gedanke gefühl gegenstand
    gegenteil gelegenheit genaueres gesamtheit geschichte gesicht gewicht glied grad grenze
    großteil grund gruppe gruß hälfte hand handeln haufen herbst herr frau herz hilfe hinblick
    hinsicht hintergrund hinweis höhe ich idee inhalt interesse jahr jahrhundert januar februar
    märz april mai juni juli august september oktober november dezember kapitel kehrseite kern
    kind klammer kommentar kontext kopf kraft lage land laufe laune leben leichtes leser leserin
    leute liebes linie link liste lust mal mangel mann maß mehrheit mehrzahl meinung menge
    mensch methode minute mitte mittel modell möglichkeit moment monat mund nachbarschaft
    nachfrage nachhinein nachsatz nachteil nähe name nebensatz neues nichts not notiz nummer ort
    ordnung original paar person perspektive phase platz plural position probe problem prozent
    punkt quelle rahmen rand rede recht reihe rest richtiges richtung rolle rücken ruhe sache
    satz schluss schlussfrage schritt schuld seite sicht sie sinne sinn singular situation
    sommer sorge spur stadt stand stelle stil stimmung stück stufe stunde suche szene tag tat
    tatsache teil text thema tisch titel tun ton trotz typ überblick überlegung überschrift
    umfang umgang umstand umweg unterschied ursache verb verbindung vergangenheit vergleich
    verhalten verhältnis vermutung verständnis version versuch video vorbild vorhaben vorlage
    vorschlag vorsicht vorstellung vorteil wahl wahrheit wand weg weile weise weiteres welt
    wendung werk wert wesen wichtigkeit wille winter wir wirkung woche wort wunder wunsch zahl
    zeichen zeile zeit zeitpunkt ziel zitat zufall zug zukunft zusammenhang zustand zusage zweck
    zweifel zweierlei blog post kommentator formulierung schlusssatz bezeichnung hersteller
    münchner lesung energieversorger schilderung artikels netz gemeinsames
    """.split()
)
"""Nouns that any text has, and those that editors write about texts with."""

DULL_ADJECTIVES = frozenset(
    """
    ander best besser bestimmt beide dritt eigen einfach einzeln einzig echt erst erster folgend
    ganz genau gering gesamt gewiss gleich groß größt gut halb häufig heutig herzlich hoh höchst
    jeweilig klar klein kurz lang letzt lieb mehr möglich nah nächst neu neuest nötig offen
    recht richtig schlecht schön schwer selb sechst sogenannt solch spät stark ständig
    tatsächlich übrig verschieden viel viert völlig voll wahr weit weiter wenig wesentlich
    wichtig wichtigst wirklich zweit fünft zahlreich vorhanden obig früher jetzig damalig
    derzeitig aktuell üblich besonder natürlich sonstig sämtlich vorig ehemalig deutsch englisch
    reif bloß lauter alt jung lieber
    """.split()
)
"""Stems of adjectives that make no term of the noun behind them."""

ADJECTIVE_ENDS = (
    "lich|ig|isch|bar|sam|haft|los|iv|ell|är|ös|end|ent|ant|voll|reich|wert|mäßig|iert|ional|ial"
)

ENGLISH_FUNCTION = frozenset(
    """
    a about above across after again against all almost alone along already also although always
    am among an and another any anyone anything are around as ask asks at away back be because
    become becomes been before behind being below between both but by call called calls came can
    cannot come comes could did do does doing done down during each either else enough even ever
    every everyone everything far few find finds first for found from further gave get gets give
    gives given go goes going gone got had has have having he her here hers herself him himself
    his how however i if in indeed instead into is it its itself just keep keeps kept know known
    knows last least less let lets like long made make makes making many may me mean means might
    mine more most much must my myself near need needs neither never next no nobody none nor not
    nothing now of off often on once one only onto or other others otherwise our ours out over
    own perhaps put puts quite rather really said same saw say saying says see seem seems seen
    shall she should show shows since so some someone something sometimes soon stand stands
    still such take taken takes than that the their theirs them themselves then there therefore
    these they thing things think this those though three through thus to together too toward
    towards two under until up upon us very want wants was way we well went were what whatever
    when where whether which while who whole whom whose why will with within without would yet
    you your yours yourself without exactly precisely simply mostly usually merely hardly barely
    entirely completely directly actually
    """.split()
)
ENGLISH_DETERMINERS = frozenset(
    "a an the this that these those my your his her its our their every each no any some".split()
)
ENGLISH_STOP = frozenset(
    """
    answer answers article aspect author beginning book case chapter comment concept day
    definition detail doubt end essay example fact feeling form future half hand heart idea kind
    language life line list lot matter moment name number page paragraph part people person
    picture place point problem question reader reason rest role sense section sentence side
    sight situation sort source step subject sum term text thought time title topic truth
    version view while word work world year years hours minute minutes week month
    """.split()
)
DULL_ENGLISH_ADJECTIVES = frozenset(
    """
    able bad best better big certain clear different early easy entire few final first full
    further good great important large last late later little main many more most new next old
    open possible real recent right several short similar simple single small sure true various
    whole wrong
    """.split()
)
