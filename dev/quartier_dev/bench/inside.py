"""Runs in the virtual environment: does what ``worker.py`` asks for, and times it.

python -m quartier_dev.bench.inside DATABASE
"""

import gc
import importlib
import json
import os
import sys
import time
import traceback
from pathlib import Path

from odoo.api import SUPERUSER_ID, Environment
from odoo.models import BaseModel
from odoo.modules.registry import Registry
from odoo.service import server
from odoo.tools import config

CONTEXT = {"lang": "de_DE", "tz": "Europe/Berlin"}


def main(database):
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what Odoo prints must not get between the answers
    options = ["--no-http", "--max-cron-threads=0", "--log-level=warn"]
    config.parse_config(["-d", database, *options], setup_logging=True)
    server.start(preload=[], stop=True)
    for line in sys.stdin:
        try:
            answer = do(database, **json.loads(line))
        except Exception:
            answer = {"error": traceback.format_exc()}
            print(answer["error"])
        print(json.dumps(answer), file=answers, flush=True)


def do(database, work, login, arguments):
    """Do one piece of work as in one request: no record cached, the registry warm.

    Its time includes what Odoo does when a request ends: pending computations,
    tracking, commit.
    """
    module, _dot, name = work.partition(".")
    function = getattr(importlib.import_module(f"{__package__}.{module}"), name)
    with Registry(database).cursor() as cr:
        env = Environment(cr, user_id(cr, login), CONTEXT)
        gc.collect()
        backends = backend_pids(cr)
        used = -time.process_time() - processor_seconds(backends)
        passed = -time.perf_counter()
        result = function(env, **arguments)
        cr.commit()
        passed += time.perf_counter()
        used += time.process_time() + processor_seconds(backends)
        used += processor_seconds(backend_pids(cr) - backends)
    return {"sample": [passed * 1000, used * 1000], "result": plain(result)}


def backend_pids(cr):
    """PostgreSQL's processes for connections to this database."""
    cr.execute("""
        SELECT pid FROM pg_stat_activity
         WHERE datname = current_database() AND backend_type = 'client backend'
    """)
    return {pid for (pid,) in cr.fetchall()}


def processor_seconds(pids):
    """What processes have used so far; 0 where the system does not tell (no Linux)."""
    try:
        texts = [Path(f"/proc/{pid}/schedstat").read_text() for pid in pids]
    except OSError:
        return 0
    return sum(int(text.split()[0]) for text in texts) / 1e9


def plain(result):
    """Records as their ids, since JSON knows no records."""
    return result.ids if isinstance(result, BaseModel) else result


def user_id(cr, login):
    if not login:
        return SUPERUSER_ID
    cr.execute("SELECT id FROM res_users WHERE login = %s", [login])
    return cr.fetchone()[0]


if __name__ == "__main__":
    main(sys.argv[1])
