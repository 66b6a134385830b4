# nothing of a grant in these states changes any more
CLOSED = ("closed", "binding", "retention", "archived")
