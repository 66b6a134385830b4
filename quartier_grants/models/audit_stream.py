import logging
from contextlib import ExitStack, contextmanager

from odoo import api

from . import audit_zip
from .audit_folder import Line, Stored

_logger = logging.getLogger(__name__)
SUMS = "SHA256SUMS.txt"


class AuditStream:
    """The bytes of an audit folder, made while they are sent.

    It outlives the request that asked for it, and therefore holds neither cursor nor
    temporary file while it waits for the client: printed documents have a cursor of
    their own, one after the other. Whoever breaks off leaves nothing behind.

    :param grant: with the rights of who exports
    :param Plan plan: what goes into it
    """

    def __init__(self, grant, plan):
        env = grant._in_office_language().env
        self._registry, self._uid, self._context = env.registry, env.uid, env.context
        self._grant_id = grant.id
        self._day = grant.quartier_id._today()
        self._plan = plan
        self._zip = audit_zip.ZipStream()
        self.lines = []
        self._sums = []

    def __iter__(self):
        for number, entry in enumerate(self._plan.entries, 1):
            section = self._plan.sections[entry.section]
            line = Line(number, section, entry.title, entry.day, problem=entry.gap)
            self.lines.append(line)
            yield from self._send(entry, line)
        yield from self._send_index()
        sums = "".join(f"{sha256}  {path}\n" for sha256, path in self._sums).encode()
        whole = yield from self._add(SUMS, audit_zip.pieces(sums))
        yield from self._zip.close()
        # here the client has taken all of it
        with self._grant(readonly=False) as grant:
            grant._audit_note(self.lines, len(self._sums), whole.sha256)

    @contextmanager
    def _grant(self, readonly=True):
        """Open a cursor, as the request's own is closed by now."""
        with self._registry.cursor(readonly=readonly) as cr:
            env = api.Environment(cr, self._uid, self._context)
            yield env["quartier.grant"].browse(self._grant_id)

    def _add(self, path, chunks, day=None, size=0):
        """Add a file to the archive; return its digest."""
        digest = audit_zip.Digest()
        chunks = digest.watch(chunks)
        yield from self._zip.add(path, chunks, day or self._day, size)
        self._sums.append((digest.sha256, path))
        return digest

    # -- documents

    def _send(self, entry, line):
        """Add a document, or note why it is not there."""
        if not entry.source:
            return
        with ExitStack() as stack:
            try:
                chunks = stack.enter_context(self._open(entry.source))
            except OSError:
                _logger.warning("Audit folder: there is no file %s", entry.source.path)
                self._lose(line, "lost")
                return
            except Exception:
                # whatever this document lacks, the others are given out
                _logger.exception("Audit folder: cannot produce %s", entry.path)
                self._lose(line, "unprinted")
                return
            digest = yield from self._add(entry.path, chunks, entry.day, entry.size)
        line.path, line.size, line.sha256 = entry.path, digest.size, digest.sha256
        if entry.checksum and entry.checksum != digest.sha1:
            _logger.warning("Audit folder: %s is not as it was kept", entry.source)
            self._lose(line, "altered")

    @contextmanager
    def _open(self, source):
        """Open a document; give its bytes as an iterable.

        :raise OSError: its file is not there
        """
        if isinstance(source, Stored):
            with open(source.path, "rb") as file:
                yield audit_zip.read(file)
        else:
            with self._grant() as grant:
                content = getattr(grant, source.method)(*source.arguments)
            yield audit_zip.pieces(content)

    def _lose(self, line, reason):
        line.lost = True
        with self._grant() as grant:
            line.problem = grant._audit_problem(reason)

    # -- the index

    def _send_index(self):
        """Add what tells of all the rest; it comes last, as it knows all sizes."""
        with self._grant() as grant:
            missing = grant._audit_missing_text(self.lines)
        if missing:
            yield from self._add(*missing)
        with self._grant() as grant:
            sheet = grant._audit_index_sheet(self._plan, self.lines)
        yield from self._add(*sheet)
        with self._grant() as grant:
            volumes = grant._audit_volumes(self.lines)
        for name, lines in volumes:
            with self._grant() as grant:
                printed = grant._audit_index_print(self._plan, self.lines, lines)
            yield from self._add(name, audit_zip.pieces(printed))
