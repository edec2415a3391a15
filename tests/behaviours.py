"""What servers do wrong, and the reason that is to be recorded for each."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass

from claimcheck.models import FailureReason as Why
from webservers import (
    ARTICLE,
    LONG,
    PROSE,
    Handler,
    answer,
    bomb,
    chunked,
    deflated,
    dripping,
    in_turn,
    late,
    page,
    raw,
    reset,
    response,
    to,
)

HTML = "text/html; charset=utf-8"
SHORT = f"<p>{PROSE}</p>"


@dataclass(frozen=True)
class Case:
    """A server that behaves so, and what is to be recorded.

    Attributes:
        why: the reason; None when the page is to be captured.
        says: words of the note, or of what was tried.
        path: what is asked of it.
        robots: its robots.txt.
    """

    name: str
    handler: Handler
    why: Why | None
    says: str = ""
    path: str = "/news/storm-at-the-harbour"
    robots: Handler | None = None
    pages: tuple[tuple[str, Handler], ...] = ()


def ld(**stated: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **stated})}</script>'


STATUSES = [
    Case(f"status {status}", answer(status, page(f"<p>{status}</p>")), why, str(status))
    for status, why in {
        400: Why.DEAD,
        401: Why.LOGIN,
        402: Why.PAYWALL,
        403: Why.BLOCKED,
        404: Why.DEAD,
        405: Why.BLOCKED,
        406: Why.BLOCKED,
        408: Why.TIMEOUT,
        410: Why.DEAD,
        418: Why.BLOCKED,
        429: Why.RATE_LIMITED,
        451: Why.BLOCKED,
        500: Why.DEAD,
        502: Why.DEAD,
        503: Why.RATE_LIMITED,
        504: Why.TIMEOUT,
        511: Why.LOGIN,
        999: Why.BLOCKED,
    }.items()
]

LYING = [
    Case("empty body", answer(200, b""), Why.EMPTY, "without content"),
    Case("no content", raw(b"HTTP/1.1 204 No Content\r\n\r\n"), Why.EMPTY, "204"),
    Case("nothing but blanks", answer(200, b" \n\t "), Why.EMPTY),
    Case("not modified, unasked", raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), Why.EMPTY, "304"),
    Case("a part, unasked", answer(206, ARTICLE[:400]), Why.PARSE_ERROR, "206"),
    Case("redirect to nowhere", answer(302, b""), Why.PARSE_ERROR, "without saying where"),
    Case("redirect loop", to("/news/storm-at-the-harbour"), Why.BLOCKED, "redirect loop"),
    Case(
        "redirect loop over several pages",
        to("/b"),
        Why.BLOCKED,
        "redirect loop",
        pages=(("/b", to("/c")), ("/c", to("/news/storm-at-the-harbour"))),
    ),
    Case(
        "redirects without end",
        to("/1"),
        Why.BLOCKED,
        "more than 5 times",
        pages=tuple((f"/{n}", to(f"/{n + 1}")) for n in range(1, 30)),
    ),
    Case("redirect to a file", to("file:///etc/passwd"), Why.REFUSED, "not http"),
    Case("redirect to a script", to("javascript:alert(1)"), Why.REFUSED, "not http"),
    Case("redirect to data", to("data:text/html,hello"), Why.REFUSED, "not http"),
    Case("redirect to nonsense", to("http://[::1"), Why.REFUSED, "not a web address"),
    Case("redirect inward", to("http://10.0.0.1/admin"), Why.REFUSED, "private"),
    Case("redirect to metadata", to("http://169.254.169.254/latest/"), Why.REFUSED, "metadata"),
    Case("redirect to a name inside", to("http://intranet.example/"), Why.REFUSED, "private"),
    Case("redirect to a mapped address", to("http://[::ffff:10.0.0.1]/"), Why.REFUSED, "IPv4"),
    Case("redirect past a short body", to("/there"), None, pages=(("/there", answer()),)),
    Case(
        "redirect with a body without end",
        dripping(
            b"HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 9000000\r\n\r\n",
            b"x" * 40_000,
            0.0,
        ),
        None,
        pages=(("/there", answer()),),
    ),
    Case("a picture called a page", answer(200, b"\x89PNG\r\n\x1a\n" + bytes(500)), Why.PARSE_ERROR, "PNG"),
    Case("binary called text", answer(200, bytes(range(256)) * 9, Content_Type="text/plain"), Why.PARSE_ERROR),
    Case("a page called a PDF", answer(200, ARTICLE, Content_Type="application/pdf"), None),
    Case(
        "a broken PDF", answer(200, b"%PDF-1.7\n" + b"garbage " * 90, Content_Type="application/pdf"), Why.PARSE_ERROR
    ),
    Case("a broken Word file", answer(200, b"PK\x03\x04" + b"garbage " * 90), Why.PARSE_ERROR),
    Case("plain page called gzip", answer(200, ARTICLE, Content_Encoding="gzip"), None),
    Case(
        "gzip broken off",
        answer(200, gzip.compress(ARTICLE)[:-40], Content_Encoding="gzip"),
        Why.PARSE_ERROR,
        "breaks off",
    ),
    Case(
        "gzip damaged", answer(200, gzip.compress(ARTICLE)[:60] + bytes(90), Content_Encoding="gzip"), Why.PARSE_ERROR
    ),
    Case(
        "packed as nobody asked",
        answer(200, b"\x0b\x02\x80hello\x03", Content_Encoding="br"),
        Why.PARSE_ERROR,
        "packed as br",
    ),
    Case(
        "packed nine times", answer(200, ARTICLE, Content_Encoding=", ".join(["gzip"] * 9)), Why.PARSE_ERROR, "9 times"
    ),
    Case("a bomb", answer(200, bomb(), Content_Encoding="gzip"), Why.TOO_LARGE, "unpacks"),
    Case("a bomb in a bomb", answer(200, bomb(2), Content_Encoding="gzip, gzip"), Why.TOO_LARGE, "unpacks"),
    Case("deflate without its head", answer(200, deflated(ARTICLE, raw_stream=True), Content_Encoding="deflate"), None),
    Case("deflate", answer(200, deflated(ARTICLE, raw_stream=False), Content_Encoding="deflate"), None),
    Case(
        "chunks",
        raw(
            f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\nTransfer-Encoding: chunked\r\n\r\n".encode() + chunked(ARTICLE)
        ),
        None,
    ),
    Case(
        "chunks that break",
        raw(
            f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
            + chunked(ARTICLE, broken=True)
        ),
        Why.PARSE_ERROR,
    ),
    Case("old HTTP without a length", raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + ARTICLE), None),
    Case("less than announced", raw(response(200, ARTICLE, Content_Length="99999")), Why.PARSE_ERROR, "hung up"),
    Case("two lengths", raw(response(200, ARTICLE, Content_Length="9\r\nContent-Length: 10")), Why.PARSE_ERROR, "HTTP"),
    Case("a length that is no number", raw(response(200, ARTICLE, Content_Length="many")), Why.PARSE_ERROR, "HTTP"),
    Case(
        "charset that lies",
        answer(200, ARTICLE.replace(b"noon", "noon – “twelve”".encode()), Content_Type="text/html; charset=iso-8859-1"),
        None,
    ),
    Case("charset that does not exist", answer(200, ARTICLE, Content_Type="text/html; charset=x-none"), None),
]

BROKEN = [
    Case("not HTTP", raw(b"220 mail.example ESMTP ready\r\n\r\n"), Why.PARSE_ERROR, "HTTP"),
    Case("noise", raw(bytes(range(256)) * 20), Why.PARSE_ERROR, "HTTP"),
    Case("status that is no number", raw(b"HTTP/1.1 OK 200\r\n\r\n"), Why.PARSE_ERROR, "HTTP"),
    Case("hangs up at once", raw(b""), Why.DEAD, "hung up"),
    Case("hangs up in the headers", raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), Why.DEAD, "hung up"),
    Case("hangs up in the body", reset(), Why.PARSE_ERROR, "hung up"),
    Case("headers without end", dripping(b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n" * 500, 0.0), Why.PARSE_ERROR),
    Case("one header without end", dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 9000, 0.0), Why.PARSE_ERROR),
    Case("never answers", late(answer(), 20), Why.TIMEOUT, "nothing came"),
    Case("stops in the headers", raw(b"HTTP/1.1 200 OK\r\nContent-", hang=True), Why.TIMEOUT, "nothing came"),
    Case(
        "stops in the body", raw(response(200, ARTICLE, Content_Length="99999"), hang=True), Why.TIMEOUT, "nothing came"
    ),
    Case("drips its headers", dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y", 0.1), Why.TIMEOUT, "not done"),
    Case(
        "drips its body",
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n", b"y", 0.1),
        Why.TIMEOUT,
        "not done",
    ),
    Case(
        "a body without end",
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>more</p>" * 4000, 0.0),
        Why.TOO_LARGE,
        "over",
    ),
    Case("too large as announced", answer(200, page("<p>word </p>" * 40_000)), Why.TOO_LARGE, "over"),
    Case(
        "an error without end",
        dripping(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", b"<p>more</p>" * 4000, 0.0),
        Why.DEAD,
        "404",
    ),
    Case("overloaded at first", in_turn(answer(503, b"later"), answer()), None),
    Case("slow at first", in_turn(late(answer(), 20), answer()), None),
    Case("torn at first", in_turn(reset(), answer()), None),
    Case("asks to wait a moment", in_turn(answer(429, b"", Retry_After="0"), answer()), None),
    Case("asks to wait a day", answer(429, b"slow down", Retry_After="86400"), Why.RATE_LIMITED, "wait 1 day"),
    Case("asks to wait until a day", answer(503, b"", Retry_After="Fri, 31 Dec 2100 23:59:59 GMT"), Why.RATE_LIMITED),
    Case("asks to wait for nonsense", answer(503, b"", Retry_After="soon"), Why.RATE_LIMITED, "2 times"),
]

ROBOTS = [
    Case(
        "robots say no",
        answer(),
        Why.ROBOTS,
        "leave this address alone",
        robots=answer(200, b"User-agent: *\nDisallow: /news/", Content_Type="text/plain"),
    ),
    Case(
        "robots say no to us",
        answer(),
        Why.ROBOTS,
        "leave this address alone",
        robots=answer(200, b"User-agent: claimcheck\nDisallow: /\n\nUser-agent: *\nAllow: /"),
    ),
    Case(
        "robots say yes to us",
        answer(),
        None,
        robots=answer(200, b"User-agent: *\nDisallow: /\n\nUser-agent: claimcheck\nAllow: /"),
    ),
    *(
        Case(f"robots say no {how}", answer(), Why.ROBOTS, "leave this address alone", robots=answer(200, content))
        for how, content in {
            "behind a byte order mark": b"\xef\xbb\xbfUser-agent: *\nDisallow: /",
            "behind a byte order mark and a blank line": b"\xef\xbb\xbf\r\nUser-agent: *\r\nDisallow: /\r\n",
            "to us, behind a byte order mark": b"\xef\xbb\xbfUser-agent: claimcheck\nDisallow: /",
            "in UTF-16": "\ufeffUser-agent: *\nDisallow: /".encode("utf-16-le"),
            "with old line ends": b"User-agent: *\rDisallow: /\r",
        }.items()
    ),
    Case("robots fail", answer(), Why.ROBOTS, "500", robots=answer(500, b"")),
    Case("robots forbidden", answer(), None, robots=answer(403, b"")),
    Case("robots are a page", answer(), None, robots=answer()),
    Case("robots are noise", answer(), None, robots=answer(200, bytes(range(256)) * 30)),
    Case("robots without end", answer(), None, robots=dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"# comment\n" * 4000, 0.0)),
    Case(
        "robots elsewhere",
        answer(),
        Why.ROBOTS,
        robots=to("/r.txt"),
        pages=(("/r.txt", answer(200, b"User-agent: *\nDisallow: /")),),
    ),
    Case("robots never come", answer(), Why.TIMEOUT, "nothing came", robots=late(answer(), 20)),
    Case("robots sent inward", answer(), Why.REFUSED, "private", robots=to("http://10.0.0.1/robots.txt")),
]

WALLS = [
    Case(
        "soft 404",
        answer(200, page("<h1>Page not found</h1><p>Try our search.</p>", "Oops")),
        Why.DEAD,
        "while its status",
    ),
    Case(
        "soft 404 in German",
        answer(200, page("<h1>Seite nicht gefunden</h1><p>Zur Startseite</p>", "Fehler")),
        Why.DEAD,
    ),
    Case("sent to the front page", to("/"), Why.DEAD, "front page", pages=(("/", answer(200, page(LONG, "Home"))),)),
    Case(
        "parked domain",
        answer(200, page("<p>This domain is for sale. Make an offer today.</p>", "example")),
        Why.DEAD,
        "parked",
    ),
    Case(
        "consent wall",
        answer(
            200,
            page(
                "<h1>Before you continue</h1><p>We and our partners store data.</p><button>Accept all cookies</button>",
                "Hello",
            ),
        ),
        Why.BLOCKED,
        "consent",
    ),
    Case(
        "consent wall elsewhere",
        to("/consent/start"),
        Why.BLOCKED,
        "consent",
        pages=(("/consent/start", answer(200, page("<p>Bitte wählen Sie.</p><button>Weiter</button>"))),),
    ),
    Case(
        "login page",
        answer(200, page("<h1>Log in</h1><form><input type=email><input type=password></form>")),
        Why.LOGIN,
        "login",
    ),
    Case(
        "login page elsewhere",
        to("/account/login?next=/news"),
        Why.LOGIN,
        "login",
        pages=(
            ("/account/login?next=/news", answer(200, page("<form><p>Please sign in</p><input type=text></form>"))),
        ),
    ),
    Case(
        "login page in French", answer(200, page("<h1>Se connecter</h1><form><input type=password></form>")), Why.LOGIN
    ),
    Case(
        "paywall by its own word",
        answer(200, page(f"<article>{SHORT}</article>", head=ld(isAccessibleForFree=False))),
        Why.PAYWALL,
        "not free",
    ),
    Case(
        "paywall by a part",
        answer(
            200,
            page(
                f"<article>{SHORT}</article>",
                head=ld(hasPart={"@type": "WebPageElement", "isAccessibleForFree": "False"}),
            ),
        ),
        Why.PAYWALL,
        "not free",
    ),
    Case(
        "paywall by its tier",
        answer(
            200, page(f"<article>{SHORT}</article>", head='<meta property="article:content_tier" content="locked">')
        ),
        Why.PAYWALL,
    ),
    Case(
        "paywall by its words",
        answer(
            200, page(f"<article><p>{PROSE[:150]}</p></article><div class=paywall>Subscribe to continue reading.</div>")
        ),
        Why.PAYWALL,
        "subscribe to continue",
    ),
    Case(
        "paywall after a teaser",
        answer(
            200, page(f"<article>{SHORT * 3}</article><div class='paywall-box'>Already a subscriber? Sign in.</div>")
        ),
        Why.PAYWALL,
        "subscriber",
    ),
    Case(
        "not free, yet whole",
        answer(200, page(f"<article><h1>Storm</h1>{LONG}</article>", head=ld(isAccessibleForFree=False))),
        None,
    ),
    Case(
        "JavaScript shell",
        answer(200, page('<div id="root"></div><script src="/app.js"></script>')),
        Why.EMPTY,
        "script",
    ),
    Case(
        "JavaScript shell that says so",
        answer(200, page("<noscript>You need to enable JavaScript to run this app.</noscript><div></div>")),
        Why.EMPTY,
        "script",
    ),
    Case(
        "forwarding page",
        answer(
            200, page("<p>Moving on</p>", head='<meta http-equiv="refresh" content="0; url=https://example.org/new">')
        ),
        Why.EMPTY,
        "https://example.org/new",
    ),
    Case(
        "check for programs",
        answer(403, page("<p>Just a moment</p>"), cf_mitigated="challenge"),
        Why.BLOCKED,
        "check for programs",
    ),
    Case(
        "check for programs, overloaded",
        answer(503, page("<p>Just a moment</p>"), cf_mitigated="challenge"),
        Why.BLOCKED,
    ),
    Case(
        "check for programs, 200",
        answer(200, page("<h1>Verify you are human</h1>", "Just a moment...")),
        Why.BLOCKED,
        "check for programs",
    ),
    Case("access denied, 200", answer(200, page("<p>You do not have access.</p>", "Access Denied")), Why.BLOCKED),
    Case(
        "an article about paywalls",
        answer(200, page(f"<article><h1>Why readers subscribe to read</h1>{LONG}</article>")),
        None,
    ),
    Case(
        "an article with a login link",
        answer(
            200,
            page(f"<nav><a href=/login>Log in</a></nav><article>{LONG}</article><form><input type=password></form>"),
        ),
        None,
    ),
    Case(
        "an article with a cookie banner",
        answer(200, page(f"<div>We value your privacy. Accept all cookies</div><article>{LONG}</article>")),
        None,
    ),
    Case("a page without words", answer(200, page("<img src=a.png>")), Why.EMPTY),
]

CASES = [*STATUSES, *LYING, *BROKEN, *ROBOTS, *WALLS]

ADDRESSES = {
    "http://10.0.0.1/": (Why.REFUSED, "private"),
    "http://192.168.1.1/x": (Why.REFUSED, "private"),
    "http://172.16.0.9:8080/": (Why.REFUSED, "private"),
    "http://169.254.169.254/latest/meta-data/": (Why.REFUSED, "metadata"),
    "http://100.64.0.1/": (Why.REFUSED, "carrier"),
    "http://0.0.0.0/": (Why.REFUSED, "this host"),
    "http://224.0.0.1/": (Why.REFUSED, "multicast"),
    "http://255.255.255.255/": (Why.REFUSED, "reserved"),
    "http://[::]/": (Why.REFUSED, "this host"),
    "http://[fe80::1]/": (Why.REFUSED, "link-local"),
    "http://[fd00:ec2::254]/": (Why.REFUSED, "private"),
    "http://[::ffff:169.254.169.254]/": (Why.REFUSED, "IPv4"),
    "http://[64:ff9b::a00:1]/": (Why.REFUSED, "translated"),
    "http://[2002:a00:1::1]/": (Why.REFUSED, "tunnelled"),
    "http://167772161/": (Why.REFUSED, "private"),
    "http://0x0a.1/": (Why.REFUSED, "private"),
    "http://intranet.example/": (Why.REFUSED, "private"),
    "http://metadata.example/": (Why.REFUSED, "metadata"),
    "http://nowhere.example/": (Why.DEAD, "no such host"),
    "http://slow-names.example/": (Why.TIMEOUT, "no connection within"),
    "ftp://example.org/file": (Why.REFUSED, "not http"),
    "file:///etc/passwd": (Why.REFUSED, "not http"),
    "gopher://example.org/": (Why.REFUSED, "not http"),
    "http:///path": (Why.REFUSED, "without a host"),
    "http://exa mple.org:port/": (Why.REFUSED, "not a web address"),
    "//example.org/x": (Why.REFUSED, "no scheme"),
    "http://" + "a" * 70 + ".example/": (Why.DEAD, "no such host"),
}
"""Addresses that no server answers for."""
