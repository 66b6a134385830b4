"""Letters for windowed envelopes (DIN 5008, form B), one page each: no ORM.

Thousands of them take seconds, unlike documents that are laid out by a browser.
"""

import io
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = (
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "Vera.ttf",  # comes with reportlab
)
FONT = "QuartierLetter"
SIZE, LEADING = 10.5, 14.5
SENDER_SIZES = (7.5, 7, 6.5, 6, 5.5)
LEFT, WIDTH = 25 * mm, 165 * mm
# where things stand, from the upper edge
ADDRESS, INFORMATION, TEXT, FOLDS = 45 * mm, 50 * mm, 98.5 * mm, (105 * mm, 210 * mm)
PUNCH = 148.5 * mm
BOTTOM = 25 * mm
# blank lines, in which somebody signs
SIGNED_BY_HAND = ("", "")


class Letter(NamedTuple):
    """One letter.

    :ivar address: lines of the recipient, up to six
    :ivar subject: one line
    :ivar paragraphs: text
    :ivar signature: lines below the place for it
    """

    address: list
    subject: str
    paragraphs: list
    signature: list


def letters_pdf(letters, sender, information, title, language):
    """Return a PDF of letters, bytes.

    :param sender: one line above the address, as the window shows it
    :param information: lines of the block beside the address
    :raise ValueError: a letter does not fit on its page
    """
    _load_font()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, lang=language)
    canvas.setTitle(title)
    canvas.setAuthor(sender)
    for letter in letters:
        _marks(canvas)
        _head(canvas, letter, sender, information)
        _text(canvas, letter)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _load_font():
    if FONT in pdfmetrics.getRegisteredFontNames():
        return
    for path in FONTS:
        try:
            pdfmetrics.registerFont(TTFont(FONT, path))
        except (TTFError, OSError):
            continue
        return


def _marks(canvas):
    height = A4[1]
    canvas.setLineWidth(0.3)
    for fold in FOLDS:
        canvas.line(4 * mm, height - fold, 8 * mm, height - fold)
    canvas.line(4 * mm, height - PUNCH, 10 * mm, height - PUNCH)


def _head(canvas, letter, sender, information):
    height = A4[1]
    # the zone for the sender is the upper 17.7 mm of the field, the line its last one
    size = _size_for(sender, 80 * mm)
    canvas.setFont(FONT, size)
    canvas.drawString(LEFT, height - ADDRESS - 16 * mm, _fit(sender, 80 * mm, size))
    canvas.setFont(FONT, SIZE)
    for number, line in enumerate(letter.address[:6]):
        y = height - ADDRESS - 17.7 * mm - 11 - number * 12.6
        canvas.drawString(LEFT, y, _fit(line, 80 * mm, SIZE))
    canvas.setFont(FONT, 9)
    for number, line in enumerate(information):
        y = height - INFORMATION - 9 - number * 12
        canvas.drawString(125 * mm, y, _fit(line, 75 * mm, 9))


def _text(canvas, letter):
    """Write subject and text, smaller if they would not fit.

    :raise ValueError: not even then
    """
    for size in (SIZE, 9.5, 8.5):
        leading = size * LEADING / SIZE
        lines = [*simpleSplit(letter.subject, FONT, size, WIDTH), "", ""]
        for paragraph in letter.paragraphs:
            lines += [*simpleSplit(paragraph, FONT, size, WIDTH), ""]
        lines += [*SIGNED_BY_HAND, *letter.signature]
        y = A4[1] - TEXT - size
        if y - leading * (len(lines) - 1) >= BOTTOM:
            break
    else:
        raise ValueError(letter.subject)
    canvas.setFont(FONT, size)
    for line in lines:
        canvas.drawString(LEFT, y, line)
        y -= leading


def _size_for(text, width):
    """Return the largest size of a line of the sender that shows it whole."""
    for size in SENDER_SIZES:
        if pdfmetrics.stringWidth(text, FONT, size) <= width:
            break
    return size


def _fit(text, width, size):
    """Cut a line at what the place for it shows."""
    while text and pdfmetrics.stringWidth(text, FONT, size) > width:
        text = text[:-1]
    return text
