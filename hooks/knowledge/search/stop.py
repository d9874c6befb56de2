"""Words that say nothing about what a text is about; a question is looked up without them.

The lists of `suggest/words.py` are for another purpose: what makes no term (*need*, *heißen*,
*Vertrauen* in a sentence) may well be what somebody looks for.
"""

STOP = {
    "de": frozenset(
        """
        aber als also am an auch auf aus bei bin bis bist da damit dann das dass daß dein deine dem
        den denn der des dich die dir doch du durch ein eine einem einen einer eines er es etwa
        euch für hat hatte haben ich ihm ihn ihr ihre ihrem ihren ihrer ihres im in ins ist ja kann
        können man mein meine mich mir mit muss nach nicht noch nun nur ob oder schon sehr sein
        seine seinem seinen seiner seit sich sie sind so soll über um und uns unser unsere unserem
        unseren unserer vom von vor war waren warum was wegen welche welchen welcher welches wem
        wen wenn wer werden weshalb wie wieso wir wird wo wohin worden würde zu zum zur
        """.split()
    ),
    "en": frozenset(
        """
        a about am an and any are as at be been but by can could did do does for from had has have
        he her him his how i if in into is it its me my no not of on or our she should so some that
        the their them then there these they this those to us was we were what when where which
        who why will with would you your
        """.split()
    ),
}
"""By language, in lower case."""
