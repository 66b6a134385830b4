"""Names of files and folders that every system can unpack: no ORM.

Windows is the narrowest: reserved characters and names, no point or blank at the end,
no two names that differ by capitals alone, and paths of at most 260 characters.
"""

import re
import unicodedata

# of one name; three of them and the place where it is unpacked fit into 260
MOST = 60
_LONGEST_SUFFIX = 10
# what Windows forbids, and what separates folders
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$", re.I)
_SUFFIX = re.compile(r"^[A-Za-z0-9]{1,%d}$" % (_LONGEST_SUFFIX - 1))
# control and format characters (such as those that turn the writing around), halves
# of characters, private ones and those that are not assigned
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def safe_name(text, empty="_", most=MOST):
    """Return a name that is safe everywhere; what stands behind the last point stays.

    :param str text: what people called it
    :param str empty: the name where nothing of it can be used
    :param int most: characters at most
    """
    text = unicodedata.normalize("NFC", _visible(text or ""))
    text = _FORBIDDEN.sub("-", text)
    text = " ".join(text.split()).strip(". ")
    stem, suffix = split(text or empty)
    stem = stem[: most - len(suffix)].rstrip(". ") or empty
    # reserved with any suffix: "nul.pdf" is a device as well
    if _RESERVED.match(stem.split(".")[0].strip()):
        stem = f"_{stem}"[: most - len(suffix)]
    return stem + suffix


def _visible(text):
    return "".join(
        " " if char in "\t\r\n" else char
        for char in text
        if char in "\t\r\n" or unicodedata.category(char) not in _INVISIBLE
    )


def split(name):
    """Return a name as stem and suffix: ``("Rechnung", ".pdf")``."""
    stem, point, suffix = name.rpartition(".")
    if stem and _SUFFIX.match(suffix):
        return stem, point + suffix
    return name, ""


class Paths:
    """Paths inside an archive, none of them twice, whatever their capitals."""

    def __init__(self):
        self._taken = set()

    def place(self, *names):
        """Return a new path of these folders and this name, which is the last.

        :param names: any texts
        :rtype: str
        """
        *folders, name = map(safe_name, names)
        stem, suffix = split(name)
        path, count = "/".join((*folders, name)), 1
        while path.casefold() in self._taken:
            count += 1
            mark = f" ({count})"
            shorter = stem[: MOST - len(suffix) - len(mark)].rstrip(". ")
            path = "/".join((*folders, f"{shorter}{mark}{suffix}"))
        self._taken.add(path.casefold())
        return path
