"""Tools of the order helper: fixed tables of a shop for hikers, so the same question always finds the same answer."""

from __future__ import annotations

import re

_ORDERS = {
    "arrives on 9 March": """
        31357 32241 34123 37858 38556 38961
    """,
    "arrives on 10 March": """
        31380 32311 34116 34444 34914 35672 35946 36936 36951 37787 37824
    """,
    "arrives on 12 March": """
        32086 32263 34203 34379 34723 36258 36881 38062 38158 38267 38542
    """,
    "waits at the parcel shop until 16 March": """
        31390 31777 33592 33896 34249 34342 35221 36140 37878 38450
    """,
    "held at customs until 13 March": """
        32531 32613 33492 33625 35454 36412 36427 38774
    """,
    "return label valid until 31 March": """
        31259 31809 31854 33439 36848 38205 39583
    """,
    "return received on 4 March": """
        32018 32621 33350 34060 34549 35385 36643 38861 39998
    """,
    "return not received yet": """
        33087 35822 36010 36325 37548 37838 37919 38003 39699
    """,
    "refund sent on 3 March": """
        32442 33487 33833 34407 34476 35022 36841 37675 39414 39798
    """,
    "payment received on 1 March": """
        31156 31434 31915 34121 35458 35747 36724 36725 37051 37529 37885 38345 39481
    """,
    "payment still open": """
        32902 33204 33327 34009 34827 35032 35337 36451 37688 37846 39212
    """,
    "paid by card on 27 February": """
        31176 32320 33053 34817 35404 36111 36355 36630 37232 38123 39268
    """,
    "changes possible until 18:00 today": """
        31047 31179 31597 32203 32333 32539 33580 33680 34132 35339 35888 36110 36553 37271 38031
        38443 38634 38724 39706 39905 39978
    """,
    "already packed, no change possible": """
        31063 31193 31533 31717 33485 33903 34479 35494 35560 35776 36388 37779 38101 38475 39256
    """,
    "leaves on 11 March, can be changed until then": """
        31572 32418 33813 34270 34654 34999 35045 35615 36226 36589 38130 39118
    """,
}

_ARTICLES = {
    "12 pieces in stock": """
        173 363 413 494 526 721 765 823 890
    """,
    "2 pieces in stock": """
        121 140 160 492 648 684 730 752 904 959
    """,
    "sold out until 2 April": """
        217 223 267 303 357 361 416 514 557 763 805 948 973
    """,
    "last piece is in the shop in Graz": """
        271 301 439 856
    """,
    "no longer made": """
        137 489 660 714 802 838
    """,
}

# Rules of the shop, each with the beginnings of the words people use when they ask for it.
_RULES = (
    (
        "Delivery takes 2 to 4 working days, two more around Christmas.",
        "deliver days quick long dispatch soon saturday",
    ),
    (
        "Shipping costs 4.90 euros and is free from 60 euros.",
        "shipping postage free cost fee amount bulky extra",
    ),
    (
        "We send to the EU, Switzerland, Norway and the UK; customs papers are included.",
        "norway switzerland croatia denmark ireland uk brexit abroad france poland customs island campsite hut address",
    ),
    (
        "A parcel that missed you is kept for 7 days at the parcel shop after one more attempt.",
        "missed nobody home attempt again shop sign hold kept keep shower out away driver",
    ),
    (
        "Unused goods go back within 30 days, the label is free.",
        "return send sending back sale receipt box form label postage give changed",
    ),
    (
        "Refunds are made within 5 working days to the account that paid.",
        "refund money booked credit costs",
    ),
    (
        "The warranty is two years, for material and seams, not for wear.",
        "warrant guarant broke after year season month batteries covered seam soles stitching zipper pull "
        "strap lamp died",
    ),
    (
        "Damaged on arrival: send a photo within 7 days, a replacement leaves at once.",
        "dent pieces scratch damaged arrival arrived cracked wrapped torn missing unpacked leaks broken "
        "rattles smells parcel",
    ),
    (
        "Pay by card, PayPal, invoice or bank transfer; we store no card data.",
        "pay payment paying card paypal invoice instalment apple klarna american cash debit transfer bitcoin account",
    ),
    (
        "Vouchers and gift cards are valid for three years and can be combined.",
        "voucher gift code codes expire credit redeem valid",
    ),
    (
        "There is a discount of 10 percent for clubs, guides, students and rescue teams.",
        "discount reduced percent rebate club student trade loyalty bulk price rescue less military cheaper "
        "pairs famil",
    ),
    (
        "Cancelling is free of charge until it is packed, by link or phone.",
        "cancel withdraw deadline stop button reorder",
    ),
    (
        "Everything in an order can be altered until it is packed in the evening.",
        "change changes changing edit alter modif combine switch quantity colour move details recipient",
    ),
    (
        "Sizes: take shoes one centimetre longer than the foot; the table on each page has the rest.",
        "size sizes fit small tall length feet foot hand waist larger tight between hip cut height slim boots",
    ),
    (
        "Care: wash at 30 degrees without softener, dry in the shade, wax leather twice a year.",
        "wash washed washing clean care dryer wax iron softener stain musty stinks stored coating machine",
    ),
)


def order_status(order: int) -> str:
    """State of one order by its number: where the parcel is, when it arrives, return, refund, payment, changes."""
    return _lookup(_ORDERS, order, "Order")


def stock(article: int) -> str:
    """Whether one article of the catalogue, by its number, is in stock or available again."""
    return _lookup(_ARTICLES, article, "Article")


def shop_rule(question: str) -> str:
    """Rule of the shop on returns, refunds, warranty, delivery, paying, vouchers, discounts, changes, sizes or care."""
    asked = re.findall(r"[a-z]+", question.lower())
    return max(_RULES, key=lambda rule: sum(word.startswith(tuple(rule[1].split())) for word in asked))[0]


def _lookup(table: dict[str, str], number: int, kind: str) -> str:
    found = next((state for state, numbers in table.items() if str(number) in numbers.split()), None)
    return f"{kind} {number}: {found}." if found else f"{kind} {number} is not known."
