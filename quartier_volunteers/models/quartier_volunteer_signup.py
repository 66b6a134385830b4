from datetime import timedelta

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.tools import SQL, consteq

from .quartier_volunteer_secret import SECRET
from .secret_address import digest, new_token

# so long somebody may take to answer the first e-mail
CONFIRM_WITHIN = timedelta(hours=48)
# from one connection, and for one e-mail address, within so long
COUNTED = timedelta(hours=1)
PER_HOUR = {"ip_hash": 10, "email": 3}
# rows that the cron deletes in one transaction
BATCH = 500
TEMPLATES = {
    "interest": "quartier_volunteers.mail_template_volunteer_interest",
    "email": "quartier_volunteers.mail_template_volunteer_email",
}


class QuartierVolunteerSignup(models.Model):
    """What somebody typed on the web and has not proven yet.

    There is no contact and no volunteer before the e-mail is answered: only this row,
    which nobody has rights to and which is deleted after two days.
    """

    _name = "quartier.volunteer.signup"
    _description = "Unconfirmed Message from the Web"

    quartier_id = fields.Many2one(
        "quartier.quartier", required=True, index=True, ondelete="cascade"
    )
    purpose = fields.Selection(
        [
            ("interest", "Wants to take part"),
            ("link", "Asks for the link to their own shifts"),
            ("email", "Has another e-mail address"),
        ],
        required=True,
    )
    opportunity_id = fields.Many2one(
        "quartier.volunteer.opportunity", index="btree_not_null", ondelete="set null"
    )
    volunteer_id = fields.Many2one(
        "quartier.volunteer",
        index="btree_not_null",
        ondelete="cascade",
        help="Whose address it will be. Never set by what a stranger typed.",
    )
    name = fields.Char()
    email = fields.Char(required=True, index=True)
    phone = fields.Char()
    message = fields.Text()
    is_adult = fields.Boolean(
        string="Is 18 or Older", help="As they said; false: they did not say."
    )
    digest = fields.Char(index="btree_not_null")
    ip_hash = fields.Char(index="btree_not_null")

    _made_idx = models.Index("(create_date)")

    @api.model
    def _hash_ip(self, address):
        """Return what is kept of a sender's address, for about an hour."""
        return self.env["quartier.room.request"]._hash_ip(address)

    @api.model
    def _too_many(self, ip_hash, email):
        """Tell whether there was enough from there in the past hour."""
        since = fields.Datetime.now() - COUNTED
        wanted = {"ip_hash": ip_hash, "email": email}
        # sudo: only counts
        return any(
            self.sudo().search_count(
                [(name, "=", wanted[name]), ("create_date", ">=", since)], limit=most
            )
            >= most
            for name, most in PER_HOUR.items()
        )

    @api.model
    def _submit(self, values):
        """Note what was typed, and write to the address that it names.

        Whether anybody is known by that address is not looked up here: neither the
        answer nor how long it takes tells.

        :param dict values: of white-listed fields
        """
        token = None if values["purpose"] == "link" else new_token()
        signup = self.with_user(SUPERUSER_ID).create(
            {**values, "digest": token and digest(token)}
        )
        if token:
            signup._send(token)
        else:
            # the system looks who that is, a moment later
            cron = self.env.ref("quartier_volunteers.ir_cron_volunteer_links")
            cron.sudo()._trigger()  # sudo: visitors start what is due anyway
        return signup

    def _send(self, token):
        self.ensure_one()
        office = self.quartier_id
        system = self.with_context(lang=office.lang)
        template = system.env.ref(TEMPLATES[self.purpose])
        template.with_context(secret_url=self._url(token)).send_mail(
            self.id, email_values={**SECRET, "author_id": office.partner_id.id}
        )
        # the queue would wait for up to an hour otherwise
        system.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _url(self, token):
        slug = self.quartier_id.slug
        return f"{self.get_base_url()}/quartier/{slug}/mitmachen/bestaetigen/{token}"

    @api.model
    def _find_by_token(self, quartier, token):
        """Return what a mail asks about, as the system; nothing once it is too old."""
        wanted = digest(token)
        found = self.with_user(SUPERUSER_ID).search(
            [
                ("digest", "=", wanted),
                ("quartier_id", "=", quartier.id),
                ("create_date", ">", self.env.cr.now() - CONFIRM_WITHIN),
            ],
            limit=1,
        )
        return found if found and consteq(found.digest, wanted) else found.browse()

    def _lock(self):
        """Wait for a second click; of two at once one finds nothing left.

        :return: whether the row is still there
        """
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM quartier_volunteer_signup WHERE id IN %s FOR UPDATE",
                self._ids,
            )
        )
        return bool(rows)

    @api.model
    def _cron_send_links(self):
        """Mail the links that were asked for, to those who are volunteers."""
        domain = [("purpose", "=", "link"), ("name", "=", False)]
        while signups := self.search(domain, limit=BATCH):
            for office, rows in signups.grouped("quartier_id").items():
                known = self.env["quartier.volunteer"].search(
                    [
                        ("quartier_id", "=", office.id),
                        ("partner_id.email_normalized", "in", rows.mapped("email")),
                        ("state", "not in", ("ended", "anonymised")),
                    ]
                )
                self.env["quartier.volunteer.link"]._send_personal(known)
            # they stay for an hour, to be counted
            signups.name = "-"
            remaining = self.search_count(domain)
            progress = self.env["ir.cron"]._commit_progress(
                len(signups), remaining=remaining
            )
            if not progress:
                break

    @api.model
    def _cron_delete_outdated(self):
        now = fields.Datetime.now()
        counted = now - COUNTED
        self.search(
            [("ip_hash", "!=", False), ("create_date", "<", counted)]
        ).ip_hash = False
        domain = [
            "|",
            ("create_date", "<", now - CONFIRM_WITHIN),
            "&",
            ("purpose", "=", "link"),
            ("create_date", "<", counted),
        ]
        while signups := self.search(domain, limit=BATCH):
            count = len(signups)
            signups.unlink()
            remaining = self.search_count(domain)
            if not self.env["ir.cron"]._commit_progress(count, remaining=remaining):
                break
