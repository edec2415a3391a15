"""Nouns and what is said about them in passing: who they are, what they stand for, what is taken for granted."""

from __future__ import annotations

from claimcheck.language.en.claims.candidate import ClaimCandidate, ClaimParts, Region
from claimcheck.language.en.claims.kinds import is_year
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.lexicon.calendar import DATE_WORDS
from claimcheck.language.en.mentions import kind_of
from claimcheck.models import ClaimKind, EntityKind

_APART = ("relcl", "conj", "cc", "preconj", "advcl", "parataxis")
_OLDEST_YEARS = 125


def phrase(region: Region, noun: int) -> ClaimParts:
    """The noun with what belongs to it, without lists, relative clauses and what is set off."""
    tree = region.tree
    stops = {
        child
        for child in region.children(noun)
        if tree.dep[child] in _APART
        or (tree.dep[child] == "appos" and names_another(region, noun, child))
        or (child > noun and tree.dep[child] in ("acl", "prep", "appos") and tree.is_set_off(child))
        or gives_name(region, child)
    }
    return tuple(sorted(region.subtree(noun, stops)))


def gives_name(region: Region, child: int) -> bool:
    """Whether a participle gives its noun a name: "known as the Guard", "called Python", but not "known for it"."""
    tree = region.tree
    naming = tree.dep[child] == "acl" and tree.lower[child] in WORDS["naming"]
    return naming and not any(tree.lower[word] == "for" for word in region.children(child))


def antecedent(region: Region, noun: int, verb: int | None) -> ClaimParts:
    """What a clause that depends on ``noun`` is about; empty where that is in doubt.

    A noun that is given a name ("a force known as the Africa Corps, which ...") goes by that name. With ``verb``, the
    number of its subject must agree.
    """
    tree = region.tree
    if tree.tag[noun] in ("PRP", "DT", "WP", "WDT") or tree.lower[noun] in ("those", "anyone", "someone", "that"):
        return ()
    dated = (
        is_year(tree.text[noun])
        and verb is not None
        and any(tree.tag[child] == "WRB" for child in region.children(verb))
    )
    if tree.tag[noun] == "CD" and not dated:
        return ()
    if verb is not None:
        plural = _plural_verb(region, verb)
        if plural is True and not tree.plural(noun):
            chain = _list_of(region, noun)
            return tuple(sorted(region.subtree(chain, {verb}))) if chain is not None else ()
        if plural is False and tree.tag[noun] in ("NNS", "NNPS"):
            return ()
        for child in region.children(noun):
            if gives_name(region, child) and child < verb:
                return _given_name(region, child) or phrase(region, noun)
    return phrase(region, noun)


def _given_name(region: Region, participle: int) -> ClaimParts:
    """The name in "known as the Africa Corps" or "called Python"."""
    place = region.child(participle, "prep")
    name = region.child(place if place is not None else participle, "pobj", "oprd", "attr", "dobj")
    return phrase(region, name) if name is not None else ()


def _list_of(region: Region, noun: int) -> int | None:
    top = noun
    while region.tree.dep[top] == "conj" and region.tree.head[top] in region.inside:
        top = region.tree.head[top]
    return top if top != noun else None


def ambiguous_relative(region: Region, noun: int, verb: int) -> bool:
    """Whether "which" or "who" may mean either of two nouns before it: "the tax on sugar, which was meant to help".

    The parser attaches such a clause to either; it is left with its nouns unless the number of its verb, or that one of
    them is a person, tells which is meant.
    """
    tree = region.tree
    which = next((at for at in region.subtree(verb) if tree.tag[at] in ("WDT", "WP") and tree.dep[at] != "det"), None)
    above = tree.head[tree.head[noun]] if tree.dep[noun] == "pobj" else None
    below = [child for child in region.children(noun) if tree.dep[child] == "prep" and child > noun]
    inner = [at for place in below for at in region.children(place) if tree.dep[at] == "pobj" and at < verb]
    other = inner[-1] if inner else above
    if which is None or other is None or tree.pos[other] not in ("NOUN", "PROPN") or tree.lower[which] == "that":
        return False
    pair = sorted((noun, other))
    if tree.lower[pair[0]] in WORDS["amounts"]:
        return False
    plural = _plural_verb(region, verb)
    if plural is not None and tree.plural(noun) is not tree.plural(other):
        return tree.plural(noun) is not plural
    people = [kind_of(tree.sentence.tokens[at]) is EntityKind.PERSON for at in (noun, other)]
    if people[0] is not people[1]:
        return people[0] is not (tree.lower[which] in ("who", "whom"))
    return True


def _plural_verb(region: Region, verb: int) -> bool | None:
    """Whether a verb whose subject is "which", "who" or "that" is plural; None where it may be either."""
    tree = region.tree
    subject = region.subject(verb)
    if subject is None or not any(tree.tag[at] in ("WDT", "WP") for at in region.subtree(subject)):
        return None
    finite = next((child for child in region.children(verb) if tree.dep[child] in ("aux", "auxpass")), verb)
    if tree.tag[finite] == "VBZ" or tree.lower[finite] == "was":
        return False
    if tree.tag[finite] == "VBP" or tree.lower[finite] == "were":
        return True
    return None


def names_another(region: Region, noun: int, apposed: int) -> bool:
    """Whether an apposed noun says who or what ``noun`` is; places ("Houston, Texas") and dates do not."""
    tree, times = region.tree, DATE_WORDS
    if any(tree.tag[at] in ("VBD", "VBZ", "VBP", "MD") and at == tree.head[noun] for at in range(noun, apposed)):
        # "The economy shrank, its worst showing in years": what stands behind the verb is said of all of it.
        return False
    numbers = times | {"%", "percent", "cent"}
    if tree.tag[noun] in ("PRP", "CD") or not tree.is_set_off(apposed) or tree.lower[noun] in numbers:
        return False
    if tree.pos[apposed] == "NUM":
        digits = tree.text[apposed]
        alone = len(region.subtree(apposed)) == 1
        return tree.pos[noun] == "PROPN" and alone and digits.isdecimal() and int(digits) <= _OLDEST_YEARS
    if tree.pos[apposed] not in ("NOUN", "PROPN") or tree.lower[apposed] in times:
        return False
    if any(tree.dep[child] in ("advmod", "prep") and child < apposed for child in region.children(apposed)):
        return False
    if tree.pos[noun] == "PROPN" and tree.pos[apposed] == "PROPN":
        return region.child(apposed, "det", "poss", "amod") is not None or (
            (place := region.child(apposed, "prep")) is not None and tree.lower[place] in ("of", "at", "for")
        )
    return region.child(apposed, "det", "poss", "amod", "prep", "compound") is not None or tree.pos[apposed] == "PROPN"


def copula(region: Region, noun: int, past: bool, *, listed: bool = True) -> str:
    """The supplied verb: "is", "are", "was" or "were"; ``listed``: whether it is about all that is joined to a noun."""
    if region.tree.plural(noun) if listed else region.tree.tag[noun] in ("NNS", "NNPS"):
        return "were" if past else "are"
    return "was" if past else "is"


def in_past_tense(region: Region, token: int, *, reports: bool = False) -> bool:
    """Whether the clause around a token is past; what is said of a source ("said X, a fellow at ...") holds now.

    With ``reports``, a verb of saying counts as any other: who "said it, speaking in Dover" was speaking there then.
    """
    tree, at = region.tree, token
    while True:
        if tree.pos[at] in ("VERB", "AUX"):
            if tree.lemma[at] in WORDS["saying"] and not reports:
                return False
            finite = next((child for child in tree.children[at] if tree.dep[child] in ("aux", "auxpass")), at)
            if tree.tag[finite] in ("VBD", "VBZ", "VBP", "MD"):
                return tree.tag[finite] == "VBD"
        if tree.head[at] == at:
            return False
        at = tree.head[at]


def is_past(region: Region, noun: int, title: ClaimParts) -> bool:
    """Whether who ``noun`` is belongs to the past: the title says so, or the sentence reports the death.

    A clause in the past tense that names an earlier year than the article's, or any where that is unknown, is no news:
    who somebody was then may have changed since.
    """
    tree = region.tree
    tokens = {part for part in title if isinstance(part, int)}
    if any(tree.lower[at] in WORDS["bygone"] for token in tokens for at in (token, *tree.children[token])):
        return in_past_tense(region, tree.head[noun])
    if _died(region, noun):
        return True
    years = [int(text) for text in tree.text if is_year(text)]
    long_ago = bool(years) and (region.year is None or max(years) < region.year)
    return long_ago and in_past_tense(region, tree.head[noun])


def _died(region: Region, noun: int) -> bool:
    """Whether a sentence reports somebody's death: "X died", "was killed", "the death of X", "X's murder"."""
    tree, at = region.tree, noun
    while tree.dep[at] in ("appos", "compound", "nmod", "flat") and tree.head[at] != at:
        at = tree.head[at]
    above = tree.head[at]
    if tree.dep[at] == "pobj" and tree.lower[above] == "of":
        above = tree.head[above]
    if tree.lemma[above] in WORDS["deaths"]:
        return tree.dep[at] in ("poss", "pobj")
    dies = tree.lemma[above] in WORDS["dying"] and tree.dep[at] == "nsubj"
    return dies or (tree.lemma[above] in WORDS["killing"] and tree.dep[at] in ("nsubjpass", "dobj"))


def identity(region: Region, noun: int, apposed: int) -> ClaimCandidate:
    """Who or what ``noun`` is, from the noun beside it."""
    who, what = phrase(region, noun), phrase(region, apposed)
    ahead = any(region.tree.dep[child] == "conj" and child < apposed for child in region.children(noun))
    be = copula(region, noun, is_past(region, noun, what), listed=ahead)
    return ClaimCandidate((*who, be, *what), ClaimKind.IDENTITY)


def presuppositions(region: Region, core: frozenset[int]) -> list[ClaimCandidate]:
    """What a clause takes for granted by the word it picks: the *failed* mutiny, the *suspicious* death."""
    tree = region.tree
    found = []
    for token in sorted(core):
        if tree.dep[token] != "amod" or tree.lower[token] not in WORDS["presupposing"]:
            continue
        noun = tree.head[token]
        if noun not in core or token > noun or not _definite(region, noun):
            continue
        bare = tuple(part for part in phrase(region, noun) if part not in region.subtree(token))
        adjective = tuple(sorted(region.subtree(token)))
        glue: ClaimParts = ()
        if tree.lower[token] not in WORDS["intransitive"]:
            glue = (copula(region, noun, in_past_tense(region, noun)),)
        found.append(ClaimCandidate((*bare, *glue, *adjective), ClaimKind.PRESUPPOSITION))
    return found


def _definite(region: Region, noun: int) -> bool:
    tree = region.tree
    return any(
        tree.dep[child] == "poss"
        or (tree.dep[child] == "det" and tree.lower[child] in ("the", "this", "these", "those"))
        for child in region.children(noun)
    )
