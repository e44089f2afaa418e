"""Words that say how a name is to be read, and those that are names and words at once."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


COMMON_WORDS = word_set("""
    a ad am amber an and angel apple april art as ash at august autumn banks be bean bear bell best bill bird black
    block blue bond box brown but by candy case cash chance charity chase church clay cliff coach cook dale dawn day
    dean do dot duke early ease east faith fall field fields fish ford forest foster fox frank free gap gene glen go
    gold good grace grant gray green grey guy hall hand happy harmony has hazel he heath heather her hill him his
    holly home honor hope house hunt hunter in indeed iris is it ivy jade jay job joy june just key king knight la
    lake lane lark le lily little long lord love major march mark marsh mason master may me melody meta miles mill
    mine my next nice no noble north not notion of olive on or orange page pat patience pearl penny pepper pierce
    poppy porter power price prince queen rain ray read red reed rich river rivers robin rock rose royal ruby rusty
    sage sandy savage see serene sharp shell shepherd short silver sky slack small smart snow so south sparks spring
    square star sterling stone storm stripe strong sue summer sunny sweet target temple the to true up us victor
    violet visa wade wall ward waters way we weaver welcome wells west white wild will winter wise wolf wood woods
    worth you young zoom
    """)
"""Names that are also words, written folded. Found as a single word only with a capital first letter: without that
"the will to change" would read "the P03 to change", and a scrubbed note could no longer be understood."""

PARTICLES = word_set(
    "af al and bin d da dal das de del della den der di do dos du e el i ibn la le o of op t ten ter the "
    "und van von y zu zum zur"
)
"""Words of names that name nobody by themselves."""

TITLES = word_set("dr prof professor mr mrs ms miss mx sir dame rev herr frau mag ing dipl med")
SUFFIXES = word_set("jr sr ii iii iv phd md msc bsc ma ba mba esq cpa dds rn jd")

ORGANISATION_WORDS = word_set("""
    ab academy ag agency and as association bank bv by clinic club co college company corp corporation council customer
    department dept desk foundation for gmbh group gruppe hospital inc institute kg limited llc llp ltd ministry network
    nv of office oy partners plc sa school sales service services society solutions srl studio studios support team the
    trust und union university verein
    """)
"""A formatted name with one of these is no person's: its first and last word are not a given and a family name."""

LEGAL_FORMS = word_set(
    "ab ag as bv co company corp corporation ev gmbh inc kg limited llc llp ltd nv oy plc pty sa sarl se spa srl ug"
)
