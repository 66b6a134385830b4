"""Giving out an audit folder, against writing the same files by a bare zipfile.

One grant with that many vouchers, each with a scan of 100 KB. Ours is all that happens
between the request and the last byte: plan, reading, checksums, ZIP, lists, printed
index, note. Memory is that of the process by the system's count: its peak, and how much
it grew from before the folder was asked for.
"""

import base64
import os
import zipfile
from pathlib import Path

from . import vouchers
from .fixture import pair
from .measure import Figure, Sample

SIZE = 2_000
ROUNDS = 3
SCAN = 100_000
BATCH = 100
MOST = 200  # MB

LIMIT = "the printed index: half of the time and nearly all of the memory"


def run(size):
    with pair() as (ours, _bare):
        case = ours.result(vouchers.new_case)
        for start in range(0, size, BATCH):
            ours.ask(fill, "office", case=case, start=start, count=BATCH)
        grant = case["grant"]
        samples, plain, grown, peaks = [], [], [], []
        for _round in range(ROUNDS):
            answer = ours.ask(give_out, "office", grant=grant)
            samples.append(Sample(*answer["sample"]))
            grown.append(answer["result"]["grown"])
            peaks.append(answer["result"]["peak"])
            plain.append(ours.time(zip_plainly, "office", grant=grant))
        variant = (
            f"{size:,} documents: memory grew by {grown[0]:,} MB (at most {MOST}),"
            f" the process's peak was {max(peaks):,} MB"
        )
        yield Figure("audit folder", variant, samples, plain, LIMIT)


def fill(env, case, start, count):
    """Vouchers with scans of random bytes, as scans do not shrink."""
    vals_list = []
    for number in range(start, start + count):
        vals = vouchers.voucher_vals(case, f"P-{number}", 5)
        vals["document"] = base64.b64encode(b"%PDF-1.4" + os.urandom(SCAN))
        vals_list.append(vals)
    env["quartier.grant.voucher"].create(vals_list)


class Sink:
    """Where bytes go that nobody keeps; like a socket it cannot be sought in."""

    size = 0

    def write(self, data):
        self.size += len(data)
        return len(data)

    def flush(self):
        pass


def give_out(env, grant):
    """Take the whole folder as a client would; return MB of memory."""
    before = memory("VmRSS")
    forget_peak()
    sink = Sink()
    for part in env["quartier.grant"].browse(grant)._audit_stream():
        sink.write(part)
    peak = memory("VmHWM")
    return {"grown": peak - before, "peak": peak, "bytes": sink.size}


def memory(name):
    """MB of the process; 0 where the system does not tell (no Linux)."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    [line] = [line for line in lines if line.startswith(f"{name}:")]
    return int(line.split()[1]) // 1024


def forget_peak():
    """Have the system count the peak anew; where it does not, the peak is too high."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def zip_plainly(env, grant):
    """Write the scans into an archive, without looking at them."""
    shares = env["account.analytic.line"].search([("quartier_grant_id", "=", grant)])
    files = env["ir.attachment"].search(
        [
            ("res_model", "=", "quartier.grant.voucher"),
            ("res_id", "in", shares.quartier_voucher_id.ids),
            ("res_field", "=", "document"),
        ]
    )
    with zipfile.ZipFile(Sink(), "w") as archive:
        for file in files:
            archive.write(file._full_path(file.store_fname), f"{file.id}.pdf")
