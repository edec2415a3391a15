"""What pages put around an article, told by its wording: reading times, share links, bylines, captions.

The tables are data. A pattern speaks of a whole block; case does not count except inside ``(?-i:...)``.
Whatever could also be a sentence of the article asks for more than its first words.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?\(?(?:[a-z]{2,5}|[+-]\d{1,2}(?::?\d\d)?)\)?)?"
_DAY = (
    rf"(?:{_WEEKDAY},? )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|{_MONTH},? \d{{4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
)
_STAMP = (
    rf"(?:{_DAY}(?:(?:,| at| -| –| \||T| ·| •)? ?{_CLOCK})?|{_CLOCK}(?:(?:,| on| -| –| \|| ·| •)? {_DAY})?"
    r"|\d+ (?:second|minute|min|hour|day|week|month|year)s? ago|yesterday|today)"
)
_NAME = r"(?-i:[^\W\d_a-zß-ÿ][\w'’.-]*|[dv](?:e|el|a|an|on|er)|bin|al)"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,4}}(?:(?:,| and| &|, and) {_NAME}(?: {_NAME}){{0,4}}){{0,5}}"
_NO_NAME = rf"(?!(?:{_WEEKDAY}|{_MONTH}|contrast|comparison|then|now|law|the|an?)(?: |$))"
_AGENCY = r"(?-i:Reuters|REUTERS|AFP|AP|EPA(?:-EFE)?|Getty(?: Images)?|Bloomberg|TASS|Sputnik|Anadolu|Shutterstock|dpa)"
_SITES = (
    r"(?:facebook|twitter|x|linkedin|reddit|messenger|instagram|threads|bluesky|telegram|whats ?app|flipboard|youtube)"
)
_SHARING = rf"(?:share|tweet|pin(?: it)?|e-?mail|print|copy link|save|bookmark|gift|like|republish|close|{_SITES})"
_LETTER = r"(?:newsletters?|inbox|alerts?|e-?mails?|briefings?|digest|updates|channel|podcast|mailing list)"
_PICTURE = (
    r"(?:silhouettes?|portraits?|views?|photo(?:graph)?s?|pictures?|illustrations?|screenshots?|screengrabs?"
    r"|close-?ups?|logos?|images?|graphics?|renderings?|montages?|collages?|stills?)"
)

FURNITURE: dict[str, tuple[str, ...]] = {
    "reading time": (
        r"(?:about |approx\.? )?\d{1,3}[ -]?min(?:ute)?s?[ -](?:read|listen|watch|video)",
        r"(?:estimated )?(?:read(?:ing)?|listening) time:? .{1,20}",
        r"listen(?: to this (?:article|story|post))?(?: ?\(?\d+ min(?:ute)?s?\)?)?",
    ),
    "share links": (
        rf"{_SHARING}(?:(?: ?[|·•/,] ?| | and | & ){_SHARING})*",
        r"share (?:this|on|via|to|with)\b[^.!?]{0,60}",
        r"(?:click|tap) to (?:share|print|e-?mail)\b.{0,80}",
        r"(?:link|url) copied.{0,20}",
        r"\d[\d.,]*[km]? (?:shares?|likes?|comments?|views?|retweets?|reactions?)",
    ),
    "advertisement": (
        r"\W*(?:advertisements?|advertising|ads?|adverts?|sponsored(?: content)?|promoted(?: content)?|paid post"
        r"|partner content)(?: by .{1,40})?\W*",
        r"(?:story|article|content|text) continues (?:below|after)\b.{0,40}",
        r"(?:scroll|continue) (?:down )?to (?:continue|main story|article)\b.{0,30}",
        r"continue reading(?: the main story)?",
        r"skip (?:to (?:main )?content|past newsletter promotion|advertisement|ad|navigation)",
        r"after newsletter promotion",
    ),
    "links to other pages": (
        r"(?:read|see|view|watch|listen|show|load|learn) (?:more|all|also|next|now)"
        r"(?: ?[:>»→|–—-].{0,200}|[^.!?]{0,60})",
        r"(?:also )?(?:read|see|watch|listen|related|explore|explainer)(?: also| more| stories| articles| content"
        r"| topics| coverage| posts| links| news| reading)? ?[:|>»→].{0,200}",
        r"(?:related|recommended|more|most|trending|top|latest|popular|further|editor['’]?s?)[ -](?:stor(?:y|ies)"
        r"|articles?|news|content|topics|posts|reads?|reading|viewed|popular|headlines|videos?|picks?|coverage|links"
        r"|on this (?:story|topic)|from (?:the )?[\w.&]{1,20}(?: [\w.&]{1,20})?|for you)",
        r"(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|don['’]t miss|what to read next|keep reading"
        r"|up next|next article|previous article|back to top|go deeper)\b[^.!?]{0,60}",
        r"click here\b.{0,80}",
        r"(?:tags?|topics?|categor(?:y|ies)|filed under):.{1,200}",
        r"home(?: ?[>›»/|] ?[\w &-]{1,40}){1,6}",
    ),
    "newsletter": (
        r"(?:sign up|subscribe|register) (?:to|for|now|here|today|and|with|below|using)\b"
        rf".{{0,120}}\b{_LETTER}\b.{{0,100}}",
        r"(?:sign (?:up|in)|subscribe|log ?in|register|my account|support us|donate|become a member)"
        r"(?: (?:now|here|today))?[.!]?",
        rf"get (?:the|our|your) .{{0,60}}{_LETTER}\b.{{0,80}}",
        r"(?:sign up|subscribe) (?:to|for) (?:our|the|my) [^.]{1,60}[.!]?",
        r"(?:enter )?your e-?mail(?: address)?",
        r"(?:thank you|thanks) for (?:subscribing|signing up|reading)\b.{0,60}",
        r"(?:already|not) a (?:subscriber|member)\b.{0,60}",
    ),
    "follow us": (
        r"(?:follow|like|find|join) (?:us|the conversation|@\w+)(?: (?:on|at|via|in)\b.{0,120})?[.!:]?",
        rf"follow [\w.'’-]{{2,20}}(?: [\w.'’-]{{2,20}}){{0,4}} on (?:{_SITES}|google news)\b.{{0,80}}",
        r"(?:download|get) (?:our|the [\w ]{1,30}) app\b.{0,80}",
        r"@\w{2,30}",
    ),
    "copyright": (
        r"(?:©|\(c\) |copyright (?:©|\(c\)|\d)).{0,200}",
        r".{0,120}\ball rights reserved\b.{0,160}",
        r"this (?:material|content) may not be (?:published|reproduced).{0,160}",
        r"this copy is for your personal, non-commercial use only\b.{0,300}",
    ),
    "cookie notice": (
        r"(?:we|this (?:web ?)?site|our (?:web ?)?site)(?: and our [\w ]{1,30})? uses? cookies\b.{0,400}",
        r"by (?:continuing|using|browsing) .{0,60}\b(?:cookies|site|website)\b.{0,200}",
        r"(?:accept|reject|manage|allow)(?: all)?(?: (?:cookies|preferences|choices|settings))?",
        r"(?:cookie|privacy) (?:policy|settings|preferences|notice|statement)",
        r"terms (?:of|and) (?:use|service|conditions)",
    ),
    "time stamp": (
        rf"(?:(?:(?:first |last |originally )?(?:published|posted|updated|modified|created|issued|filed)|date|update)"
        rf"(?: on| at)?:? ?)?{_STAMP}"
        rf"(?: ?[|,·•/–-]? ?(?:last |first )?(?:updated|published|modified):? ?(?:on |at )?{_STAMP})?\.?",
        r"\W?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?(?:-->|[–-]) ?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?)?\W?",
    ),
    "byline": (
        rf"(?:(?:story|text|words|written|reported|analysis|opinion) )?by:? {_NO_NAME}{_NAMES}"
        rf"(?:(?:,| \|| for| in| -| –| ·| •) [^.!?]{{1,60}})?",
        rf"(?:(?:(?:additional |further )?(?:reporting|writing|editing)|compiled|translated) by {_NAMES}"
        rf"(?: in {_NAMES})?[;.,]? ?){{1,6}}",
        rf"{_NAMES},? (?:(?:senior|chief|political|diplomatic|foreign|staff|special) )?(?:correspondent|reporter"
        rf"|staff writer|news editor|editor|Reuters|AFP|BBC News|Associated Press)(?:,? {_NAMES})?",
        r"(?:by )?(?:from )?(?:our )?(?:staff|news ?desk|web desk|agencies|staff (?:writer|reporter)s?|news agencies)",
        r"(?:by )?(?:the )?(?:associated press|reuters|agence france-presse|afp|bloomberg|bbc news|dpa|tass|xinhua)",
        r"(?:author|source|credit): [\w .,&/'’-]{2,60}",
    ),
    "dateline": (rf"(?-i:[A-Z][A-Z .'’,-]{{2,40}})(?:,? {_DAY})? ?\([\w /&.-]{{2,30}}\) ?[-–—:]*",),
    "comments": (
        r"(?:leave|post|add|write|view|show|join|hide)(?: (?:a|all|the|your))?"
        r" (?:comments?|reply|discussion|conversation)",
        r"comments?(?: \(\d+\))?|no comments(?: yet)?|reply|replies",
        r"(?:do )?(?:you )?have an? (?:story|tip|news tip|questions?|comments?)\b.{0,160}\?.{0,100}",
        r"(?:(?:media|press) )?(?:contacts?|enquiries|inquiries): .{3,200}",
        r"(?:contact|e-?mail|write to)(?: the (?:reporter|author|editor|newsroom))?(?: at|:)? \S{1,60}@\S{1,60}.{0,60}",
    ),
    "sound note": (
        r"[\[(](?:laughter|laughs|applause|crosstalk|inaudible|unintelligible|music|pause|silence|commercial break"
        r"|(?:begin|end) (?:of )?(?:video ?(?:clip|tape)?|audio|transcript|recording))[\])]",
    ),
    "table of contents": (r".{1,160}?(?: ?\.){4,} ?[\divxlc]{1,4}",),
    "page control": (
        r"menu|search|home|navigation|loading\.*|play|pause|mute|unmute|video|gallery|photos?|slideshow|next|previous|prev"
        r"|back|top|play (?:video|audio)|watch (?:live|now|video)|expand|open|more|less|skip",
        r"(?:please )?(?:enable|turn on) javascript\b.{0,160}",
        r"an error (?:has )?occurred[^.!?]{0,60}[.!]?|this article has been sent to",
        r"page \d+(?: (?:of|/) \d+)?|\d+ (?:of|/) \d+|- ?\d+ ?-|\d{1,3}",
    ),
    "web address": (r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+",),
    "rule": (r"[^\w\s\"'“”‘’«»]+(?: [^\w\s\"'“”‘’«»]+)*",),
}
"""Why a block is furniture, and the wordings that say so."""

CAPTIONS: tuple[str, ...] = (
    r"(?:image|photo(?:graph)?|picture|video|graphic|map|illustration|figure|chart)(?: \d+)?"
    r"(?: ?(?:caption|credit|source|by|courtesy(?: of)?))? ?[:|–] ?.{2,400}",
    r"image (?:caption|source|copyright),? .{2,300}",
    r"(?:photo|image|picture|photograph)s? by .{2,120}",
    r"(?-i:FILE)(?: PHOTO| IMAGE| PICTURE)? ?[-–—:].{2,500}",
    r"(?-i:FILE PHOTO|HANDOUT|File photo)\b.{0,300}",
    rf".{{3,400}}[(\[|/–—] ?(?:(?:file )?(?:photo|image|picture|credit)s?(?: by|:)?[^().]{{0,80}}"
    rf"|[^()]{{0,60}}/ ?{_AGENCY}[^()]{{0,40}}|(?:AP Photo|Getty Images|{_AGENCY} ?/)[^()]{{0,60}})[)\]]?\.?",
    rf"\((?:[^()]{{0,60}}/ ?)?{_AGENCY}(?: Photo)?(?: ?/[^()]{{0,60}})?\)",
    r".{5,400}(?: (?-i:REUTERS|AFP|AP Photo|EPA)/|, via (?:Getty|AP|Reuters|AFP|Shutterstock)).{1,80}",
    r"[^.!?]{0,80}(?-i:Getty Images|AFP via Getty|AP Photo|Alamy(?: Stock Photo)?)[^.!?]{0,60}",
    rf"(?:an? |the )?(?:(?:aerial|satellite|general|file|undated|close-up|wide|archive|handout|drone)[ -]){{0,2}}"
    rf"{_PICTURE} (?:of|from|showing|taken|shows|with) [^.!?]{{3,160}}",
    rf".{{10,160}} (?:is|are) (?:seen|pictured|shown) in this .{{0,60}}{_PICTURE}.{{0,160}}",
    rf".{{10,160}} (?:is|are) (?:seen|pictured|photographed) (?:in|at|on|near|outside|during) .{{0,120}}{_DAY}\.?",
    r"[^.!?]{5,120} (?:in the|with .{2,40}) (?:background|foreground)",
)
"""Wordings of captions and credits, kept apart from prose by a mark, a credit or a missing full stop."""

_LONGEST = 500
_BLANKS = re.compile(r"\s+")


def _pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(wordings), re.IGNORECASE)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    return {why: _pattern(wordings) for why, wordings in FURNITURE.items()}, _pattern(CAPTIONS)


@lru_cache(maxsize=4096)
def furniture(words: str) -> str | None:
    """Why a block of these ``words`` is furniture; None when it is not known to be."""
    if len(words) > _LONGEST:
        return None
    line = _BLANKS.sub(" ", words.strip())
    return next((why for why, pattern in _tables()[0].items() if pattern.fullmatch(line)), None)


@lru_cache(maxsize=4096)
def is_caption(words: str) -> bool:
    """Whether a block of these ``words`` goes with a picture."""
    return len(words) <= _LONGEST and _tables()[1].fullmatch(_BLANKS.sub(" ", words.strip())) is not None
