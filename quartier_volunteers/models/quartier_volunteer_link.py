import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.tools import consteq

from .secret_address import digest, new_token

# so long after its end an assignment is still shown
AFTERWARDS = timedelta(days=14)
# so long the page with all of one's shifts can be opened; a new link is one mail away
PERSONAL = timedelta(days=30)
# a calendar asks for years
LASTING = ("calendar",)
GONE = ("ended", "anonymised")
# rows that the cron deletes in one transaction
BATCH = 500
# a token in a mail to a guardian
ASKED = re.compile(r"/sorgeberechtigt/([\w-]+)")


class QuartierVolunteerLink(models.Model):
    """A page, or a calendar, for whoever knows its address: no login is needed.

    Only the digest of the token is stored. Nobody has rights to this model; the public
    pages act for whoever knows a token, on what belongs to the volunteer alone.
    """

    _name = "quartier.volunteer.link"
    _description = "Link of a Volunteer"

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="cascade"
    )
    assignment_id = fields.Many2one(
        "quartier.volunteer.assignment", index="btree_not_null", ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("assignment", "One assignment"),
            ("personal", "All of somebody's own"),
            ("calendar", "Calendar"),
            ("guardian", "A guardian's consent"),
        ],
        required=True,
    )
    email = fields.Char(
        string="Sent to", help="Only while it is the person's, or guardian's."
    )
    digest = fields.Char(required=True)
    expires_on = fields.Datetime(index="btree_not_null")

    _digest_uniq = models.UniqueIndex("(digest)", "This link is there already.")

    @api.model
    def _issue(self, records, kind):
        """Create a link for each of these, as the system, in one query.

        :param records: assignments for ``assignment``, volunteers for the other kinds
        :return: the tokens, which are known here and in the mails only
        :rtype: dict[record, str]
        """
        tokens = {record: new_token() for record in records}
        expires = fields.Datetime.now() + PERSONAL
        values = []
        for record, token in tokens.items():
            one = kind == "assignment"
            volunteer = record.volunteer_id if one else record
            values.append(
                {
                    "kind": kind,
                    "digest": digest(token),
                    "volunteer_id": volunteer.id,
                    "assignment_id": record.id if one else False,
                    "email": self._address_of(volunteer, kind),
                    "expires_on": (
                        record.stop + AFTERWARDS
                        if one
                        else False
                        if kind in LASTING
                        else expires
                    ),
                }
            )
        self.with_user(SUPERUSER_ID).create(values)
        return tokens

    @api.model
    def _find_by_token(self, quartier, token, *kinds):
        """Return the link that somebody followed, as the system; or nothing.

        :param quartier: ``quartier.quartier`` that the address names
        :param str token: from the address
        :param kinds: what the address is for
        """
        wanted = digest(token)
        found = self.with_user(SUPERUSER_ID).search([("digest", "=", wanted)], limit=1)
        # by the digest it is looked up: how long that takes says nothing of the token
        if not (found and consteq(found.digest, wanted)):
            return found.browse()
        return found.filtered(
            lambda link: (
                link.kind in kinds
                and link.volunteer_id.quartier_id == quartier
                and link._is_valid()
            )
        )

    def _is_valid(self):
        """Tell whether a link still opens anything."""
        self.ensure_one()
        volunteer = self.volunteer_id
        if not volunteer.active or volunteer.state in GONE:
            return False
        if self.kind in LASTING:
            return True
        if self.kind == "guardian" and not volunteer._is_guardian_asked():
            return False
        # whoever has an old address does not read on
        same = self.email == self._address_of(volunteer, self.kind)
        return same and self.expires_on > fields.Datetime.now()

    @api.model
    def _address_of(self, volunteer, kind):
        """Return where a link of a kind is sent to."""
        if kind == "guardian":
            return volunteer._guardian_address()
        return volunteer.partner_id.email_normalized

    def _path(self, token):
        """Return the address within the site that a link's token is for."""
        self.ensure_one()
        return self._path_of(self.volunteer_id.quartier_id, self.kind, token)

    @api.model
    def _path_of(self, quartier, kind, token):
        page = {
            "assignment": f"einsatz/{token}",
            "personal": f"ich/{token}",
            "calendar": f"{token}.ics",
            "guardian": f"sorgeberechtigt/{token}",
        }[kind]
        return f"/quartier/{quartier.slug}/mitmachen/{page}"

    @api.model
    def _url_of(self, quartier, kind, token):
        # the configured address, never the one that is asked for: it goes into mails
        return self.get_base_url() + self._path_of(quartier, kind, token)

    @api.model
    def _send_personal(self, volunteers):
        """Mail the link to all of one's own to each of these volunteers.

        A new one does not end the others: a mail may be on another device.
        """
        for volunteer, token in self._issue(volunteers, "personal").items():
            office = volunteer.quartier_id
            volunteer._mail_secret(
                "mail_template_volunteer_personal",
                self._url_of(office, "personal", token),
            )

    @api.model
    def _send_guardian(self, volunteers):
        """Mail the question to the guardian of each of these minors.

        A new one ends the others: there is one question at a time.
        """
        self._of_guardians(volunteers).unlink()
        for volunteer, token in self._issue(volunteers, "guardian").items():
            volunteer._mail_secret(
                "mail_template_volunteer_guardian",
                self._url_of(volunteer.quartier_id, "guardian", token),
            )

    @api.model
    def _of_guardians(self, volunteers):
        return self.search(
            [("volunteer_id", "in", volunteers.ids), ("kind", "=", "guardian")]
        )

    def unlink(self):
        self.filtered(lambda link: link.kind == "guardian")._take_back_mails()
        return super().unlink()

    def _take_back_mails(self):
        """A question that has ended does not leave any more, and one that could not be
        sent does not keep the guardian's address."""
        if not self:
            return
        digests = set(self.mapped("digest"))
        # sudo: only those with the very links
        mails = self.env["mail.mail"].sudo()
        mails = mails.search(
            [("model", "=", False), ("email_to", "in", self.mapped("email"))]
        )
        mails.filtered(
            lambda mail: any(
                digest(token) in digests
                for token in ASKED.findall(mail.body_html or "")
            )
        ).unlink()

    def _lapse(self):
        """The office learns that a guardian has not answered."""
        asked = self.filtered(lambda link: link.kind == "guardian").volunteer_id
        asked.filtered(lambda row: row.guardian_answer == "waiting")._guardian_silent()

    @api.model
    def _cron_delete_outdated(self):
        domain = [("expires_on", "<", fields.Datetime.now())]
        while links := self.search(domain, limit=BATCH):
            count = len(links)
            links._lapse()
            links.unlink()
            remaining = self.search_count(domain)
            if not self.env["ir.cron"]._commit_progress(count, remaining=remaining):
                break
