"""The command's end of the line to an Odoo process that does a benchmark's work.

The command holds one such process for each database, so that both are warm and ready
when their turn comes. They talk in lines of JSON::

    {"work": "contacts.counting", "login": "reader", "arguments": {…}}
    {"sample": [12.3, 9.8], "result": …}   or   {"error": "…"}
"""

import json
import subprocess

from .. import server
from ..console import Stop, reason_in
from ..paths import BIN, LOG, ROOT
from .measure import Sample

LOG_FILE = LOG / "bench.log"


class Worker:
    """An Odoo process on one database; a context manager."""

    def __init__(self, database):
        LOG.mkdir(parents=True, exist_ok=True)
        with LOG_FILE.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [BIN / "python", "-m", f"{__package__}.inside", database],
                cwd=ROOT,
                env=server.environ(PYTHONPATH=str(ROOT / "dev")),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.process.stdin.close()
        self.process.wait()

    def ask(self, work, login=None, **arguments):
        """Have ``work(env, **arguments)`` done and committed; returns the answer.

        :param work: a function of a module of this package
        :param login: whose rights the env has; default: the superuser's
        :raise Stop: the work failed
        """
        name = f"{work.__module__.rpartition('.')[2]}.{work.__name__}"
        question = {"work": name, "login": login, "arguments": arguments}
        try:
            print(json.dumps(question), file=self.process.stdin, flush=True)
            answer = json.loads(self.process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError) as error:
            raise Stop(f"{name}: Odoo ended (see {LOG_FILE})") from error
        if "error" in answer:
            raise Stop(f"{name}: {reason_in(answer['error'])} (see {LOG_FILE})")
        return answer

    def time(self, work, login=None, **arguments):
        """How long the work took: a ``Sample``."""
        return Sample(*self.ask(work, login, **arguments)["sample"])

    def result(self, work, login=None, **arguments):
        """What the work returned, as JSON knows it."""
        return self.ask(work, login, **arguments)["result"]
