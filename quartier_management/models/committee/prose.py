"""Dates, numbers, names and lists as a language writes them."""

import unicodedata

from babel.dates import format_skeleton
from babel.numbers import format_decimal

from odoo.tools import babel_locale_parse, format_date, format_list

# a name that runs right to left must not turn the sentence around it
ISOLATE, POP = "\u2068", "\u2069"


class Prose:
    """Writes in the language of ``env``."""

    def __init__(self, env):
        self.env = env

    def day(self, day):
        return format_date(self.env, day, date_format="long")

    def days(self, first, last):
        """“20 September 2024” or “1 September to 30 November 2024”."""
        if first == last:
            return self.day(first)
        locale = babel_locale_parse(self.env.lang)
        begin = (
            format_skeleton("MMMMd", first, locale=locale)
            if first.year == last.year
            else self.day(first)
        )
        return self.env._("%(first)s to %(last)s", first=begin, last=self.day(last))

    def number(self, value):
        return format_decimal(value, locale=babel_locale_parse(self.env.lang))

    def name(self, text):
        """A name as it is, kept apart when it runs right to left."""
        text = " ".join((text or "").split())
        if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
            return f"{ISOLATE}{text}{POP}"
        return text

    def names(self, texts, most=None):
        """“A, B and C”, each once; beyond ``most`` only their number.

        :param texts: names, the most important first
        """
        texts = list(dict.fromkeys(filter(None, map(self.name, texts))))
        if most and len(texts) > most + 1:
            rest = self.env._("%(count)s others", count=len(texts) - most)
            texts = [*texts[:most], rest]
        return format_list(self.env, texts)

    def sentence(self, text):
        """Somebody's words with a full stop, unless they end with a mark."""
        text = " ".join((text or "").split())
        end = text.rstrip("“”\"'’«»)")[-1:]
        return text if not end or end in ".!?…" else f"{text}."

    @staticmethod
    def join(*sentences):
        return " ".join(filter(None, sentences))
