"""Which addresses may be asked: public ones by http or https, and nothing inside the network."""

from __future__ import annotations

import ipaddress
from urllib.parse import quote, urldefrag, urlsplit, urlunsplit

NOT_PUBLIC = {
    network: what
    for what, networks in {
        "this host": "0.0.0.0/8 ::/128",
        "loopback": "127.0.0.0/8 ::1/128",
        "private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10",
        "link-local, where cloud metadata is served": "169.254.0.0/16 fe80::/10",
        "a cloud's metadata service": "168.63.129.16/32 100.100.100.200/32 fd00:ec2::254/128",
        "shared inside a carrier's network": "100.64.0.0/10",
        "multicast": "224.0.0.0/4 ff00::/8",
        "reserved": "192.0.0.0/24 192.0.2.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 100::/64",
        "reserved for documents and tests": "2001:db8::/32 3fff::/20 5f00::/16",
        "an IPv4 address in IPv6 dress": "::ffff:0:0/96 ::ffff:0:0:0/96 ::/96",
        "an IPv4 address translated to IPv6": "64:ff9b::/96 64:ff9b:1::/48",
        "an IPv4 address tunnelled in IPv6": "2002::/16 2001::/23 192.88.99.0/24",
    }.items()
    for network in map(ipaddress.ip_network, networks.split())
}
"""Networks that a public page has no business in, and what they are."""

_LOOPBACK = tuple(network for network, what in NOT_PUBLIC.items() if what == "loopback")
_KEPT = "%/:=&?~#+!$,;'@()*[]"
_LONGEST_URL = 4000


class RefusedError(ValueError):
    """An address that is never asked; the message says why."""


def cleaned(url: str) -> str:
    """The address as it is asked: http or https, with a host, without credentials and fragment.

    Raises:
        RefusedError: it cannot be asked for.
    """
    try:
        parts = urlsplit("".join(url.split()))
        host, port = parts.hostname, parts.port
        ascii_host = _ascii_host(host) if host else None
    except ValueError as error:
        raise RefusedError(f"not a web address ({error})") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise RefusedError(f"not http or https but {parts.scheme or 'no scheme'}")
    if not ascii_host:
        raise RefusedError("an address without a host")
    if len(url) > _LONGEST_URL:
        raise RefusedError(f"an address of {len(url)} characters")
    place = f"{ascii_host}:{port}" if port is not None else ascii_host
    path, query = (quote(part.encode("utf-8", "replace"), safe=_KEPT) for part in (parts.path, parts.query))
    return _askable(urlunsplit((parts.scheme.lower(), place, path or "/", query, "")))


def _askable(url: str) -> str:
    """The address itself, where the client can ask it: it knows more rules for names and numbers of hosts.

    Raises:
        RefusedError: it cannot.
    """
    import httpx

    try:
        # The name is looked at when it is asked for, not before.
        _ = httpx.URL(url).host
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedError(f"not a web address ({' '.join(str(error).split())})") from None
    return url


def place_of(url: str) -> str:
    """The name that the store knows an address by: without fragment and credentials."""
    try:
        address = urldefrag(url.strip()).url
        parts = urlsplit(address)
    except ValueError:
        return url.strip()
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else address


def host_of(url: str) -> str:
    """The host and port of a cleaned address: what politeness counts by."""
    return urlsplit(url).netloc


def why_not_public(address: str, *, allow_loopback: bool = False) -> str | None:
    """What is wrong with connecting to this IP address; None when it is public.

    With ``allow_loopback`` this machine may be asked too, and nothing else inside the network.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an IP address"
    if allow_loopback and any(ip in network for network in _LOOPBACK if network.version == ip.version):
        return None
    for network, what in NOT_PUBLIC.items():
        if network.version == ip.version and ip in network:
            return what
    return None if ip.is_global and not ip.is_multicast else "not public"


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host.partition('%')[0])}]"
    if host.isascii():
        if any(c in host for c in "<>^|`{}\\\"'%") or not host.isprintable():
            raise ValueError("a host with impossible characters")
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise ValueError(str(error)) from None
