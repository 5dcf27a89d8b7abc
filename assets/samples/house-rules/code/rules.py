"""The rules of the house: words that settle which team works on a ticket."""

from __future__ import annotations

import re
from typing import Any

RULES = {
    "Amber": r"invoices?|charged?|refund\w*|bill\w*|VAT|prices?|costs?|pay|plan",
    "Kestrel": r"log ?in|logins?|logged|sign ?in|passwords?|codes?|accounts?|users?|roles?|PIN",
    "Dune": r"printers?|scanners?|terminals?|scales?|cables?|drawers?|screens?|registers?|receipts?",
    "Harbor": r"imports?|exports?|syncs?|stock|reports?|backups?|API|CSV|data",
    "Quill": r"web ?shop|online|bookings?|menus?|website|order pages?|page",
}


def keeps_to_the_rules(args: dict[str, Any], pred: Any) -> bool | str:
    """True where the team is one whose words the ticket has most of, or the ticket has none; else what is wrong."""
    found = {team: len(re.findall(rf"\b(?:{words})\b", args["ticket"], re.IGNORECASE)) for team, words in RULES.items()}
    best = max(found.values())
    if best == 0 or found[pred.queue] == best:
        return True
    team = max(found, key=lambda name: found[name])
    words = ", ".join(dict.fromkeys(re.findall(rf"\b(?:{RULES[team]})\b", args["ticket"], re.IGNORECASE)))
    return f"The ticket says {words}: by the rules that is work for {team}, not for {pred.queue}."
