"""Everything that somebody can reach by presses: links, forms that ask and forms that send, from `/steps/` on."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.test import Client

START = ("/steps/", "/plan/", "/today/")
STAYS = ("/steps/", "/plan/", "/today/")
# Deleting is left out, so that what is begun stays reachable.
ENDS = "delete"


class Presses(HTMLParser):
    """The links of a page and its forms: method, address, fields, buttons."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[dict[str, Any]] = []
        self._open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "a" and own.get("href", "").startswith("/"):
            self.links.append(own["href"])
        elif tag == "form":
            self._open = True
            self.forms.append(
                {"method": own.get("method", "get"), "to": own["action"], "fields": [], "buttons": []}
            )
        elif self._open and own.get("name"):
            kind = "buttons" if tag == "button" else "fields"
            self.forms[-1][kind].append((own["name"], own.get("value", ""), own.get("type", tag)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False


def sent(form: dict[str, Any], button: tuple[str, str] | None) -> dict[str, list[str]]:
    """A form filled in: a word in each text, the first of each choice, and the pressed button."""
    filled: dict[str, list[str]] = {}
    for name, value, kind in form["fields"]:
        if kind in {"text", "textarea"}:
            filled.setdefault(name, []).append("A quoll")
        elif kind in {"hidden", "date"} or (kind == "radio" and name not in filled):
            filled.setdefault(name, []).append(value)
    return filled | ({button[0]: [button[1]]} if button else {})


def reached(client: Client) -> set[str]:
    """The ids of all exercises whose form can be come upon."""
    waiting, seen, found = list(START), set(START), set()
    while waiting:
        more, forms = _looked(client.get(waiting.pop()), found)
        for form in forms:
            more += _pressed(client, form, seen, found)
        new = {a for a in more if urlsplit(a).path.startswith(STAYS)} - seen
        seen |= new
        waiting += new
    return found


def _looked(answer: Any, found: set[str]) -> tuple[list[str], list[dict[str, Any]]]:
    if answer.status_code in {301, 302}:
        return [answer["Location"]], []
    presses = Presses(answer.content.decode())
    forms = [form for form in presses.forms if form["to"].startswith("/steps/") and ENDS not in form["to"]]
    found |= {
        form["to"].split("/")[2] for form in forms if form["method"] == "post" and "kept" not in form["to"]
    }
    return [link.split("#")[0] for link in presses.links], forms


def _pressed(client: Client, form: dict[str, Any], seen: set[str], found: set[str]) -> list[str]:
    more: list[str] = []
    for button in [(n, v) for n, v, _ in form["buttons"]] or [None]:
        fields = sent(form, button)
        if form["method"] == "get":
            more.append(f"{form['to']}?{urlencode(fields, doseq=True)}")
            continue
        mark = f"POST {form['to']} {button}"
        if mark not in seen:
            seen.add(mark)
            links, _ = _looked(client.post(form["to"], fields), found)
            more += links
    return more
