"""Two hundred strings that want to be more than text: markup, scripts, addresses that run, controls, turned directions.

Each is made from a way to run something and a way out of where text stands on a page; what runs would set a mark.
"""

from __future__ import annotations

RUN = "window.pwned=1"

_SCRIPTS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt src=data:text/javascript,{RUN}></sCrIpT>",
    f"<script>{RUN}//",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'//",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<object data='data:text/html,<script>parent.{RUN}</script>'></object>",
    f"<embed src=javascript:{RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<video><source onerror={RUN}></video>",
    f"<marquee onstart={RUN}>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<a href=javascript:{RUN} autofocus onfocus={RUN}>x</a>",
    f"<base href=javascript:{RUN}//>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<link rel=stylesheet href='data:text/css,*{{background:url(javascript:{RUN})}}'>",
    f"<style>@import 'data:text/css,{RUN}';</style>",
    f"<template><script>{RUN}</script></template>",
)
_WAYS_OUT = ("", '">', "'>", "</title>", "</textarea>", "-->")
_ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"javascript://example.org/%0a{RUN}",
    f"data:text/html,<script>parent.{RUN}</script>",
    f"vbscript:{RUN}",
    "https://example.org/\"onmouseover='window.pwned=1",
    "https://user:pass@example.org/<script>",
    "https://[::1",
    "//evil.example/x",
    "http://\u202emoc.elpmaxe/",
)
_TEMPLATES = (
    "{{ 7*7 }}",
    "{% raw %}",
    "${window.pwned=1}",
    "{{ config }}",
    "<%= 1 %>",
    "#{1}",
    "{{ ''.__class__.__mro__ }}",
    "%s%n%d",
)
_UNSEEN = (
    "\u202egnp.exe",
    "a\u202db\u202cc",
    "\u2066left\u2069",
    "\u2067right\u2069",
    "\u200bzero\u200bwidth",
    "\ufeffmark",
    "\x08\x08\x08over",
    "bell\x07",
    "\x1b[31mred\x1b[0m",
    "\x7fdelete",
    "\x85next",
    "line\u2028separator\u2029",
    "\U000e0041tag",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "مرحبا <b>שלום</b>",
    "a" * 3000,
    "x " * 800,
    "’‘“”«»‹›„‚",
    "'; DROP TABLE claims; --",
    '" OR 1=1 --',
    "\\u003cscript\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3c;script&#x3e;",
    "+ADw-script+AD4-",
    "%3Cscript%3E",
    "=1+1",
    "-- \n<!--",
    "]]>",
    "<?xml version='1.0'?>",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
)

STRINGS = (
    *(out + script for out in _WAYS_OUT for script in _SCRIPTS),
    *_ADDRESSES,
    *_TEMPLATES,
    *_UNSEEN,
)
assert len(STRINGS) == 200
